// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts;
using Keyway.Versions;

namespace Keyway.Compatibility.Predicates;

/// <summary>
/// A condition on facts as data: JSON, no expression language, bounded depth and size, cost linear in predicate and facts. Three-valued: what the facts do
/// not say is unknown, and knowing more never turns true into false or back. Closed hierarchy, immutable. Spec: spec/matrix §"Predicates".
/// </summary>
public abstract record Predicate
{
    /// <summary>Deepest nesting of predicates.</summary>
    public const int MaximumDepth = 8;

    /// <summary>Most predicates in one, itself included.</summary>
    public const int MaximumNodes = 256;

    /// <summary>Largest predicate read on its own, in bytes.</summary>
    public const int MaximumBytes = 256 << 10;

    private protected Predicate()
    {
    }

    /// <summary>Every fact it reads, in ordinal order.</summary>
    public ImmutableSortedSet<FactName> Names => field ??= [.. Reads()];

    /// <summary>Reads a predicate that is a document of its own.</summary>
    /// <exception cref="KeywayException">KW3200: not a predicate; the message has line and column of each problem.</exception>
    public static Predicate Parse(ReadOnlySpan<byte> json, string source) => PredicateReader.Read(json, source);

    /// <summary>Whether it holds on a host.</summary>
    public Truth Holds(HostFacts facts) => Holds(new PredicateScope(facts));

    /// <summary>Whether it holds, with what is known beside the host's facts.</summary>
    public abstract Truth Holds(PredicateScope scope);

    /// <summary>The same answer with its reasons.</summary>
    public PredicateAnswer Explain(HostFacts facts) => Explain(new PredicateScope(facts));

    /// <summary>The same answer with its reasons, with what is known beside the host's facts.</summary>
    public abstract PredicateAnswer Explain(PredicateScope scope);

    /// <summary>The canonical JSON, on one line.</summary>
    public string ToJson() => PredicateJson.Write(this);

    /// <summary>The canonical JSON.</summary>
    public sealed override string ToString() => ToJson();

    internal abstract IEnumerable<FactName> Reads();
}
