// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Versions;

/// <summary>The grammar and the order of one scheme. Stateless.</summary>
internal abstract class SchemeRules
{
    private static readonly ImmutableArray<SchemeRules> ByScheme =
    [
        new OpaqueRules(), new SemVerRules(), new LinuxKernelRules(), new DottedRules("550.54.14", maxNumbers: 3, allowPrefix: false), new HexQuadRules(),
        new DottedRules("1.54", maxNumbers: 8, allowPrefix: true), new RpmRules(), new DebRules(), new DateLetterRules(), new IntegerRules(),
    ];

    /// <summary>A version of the scheme, for messages.</summary>
    public abstract string Example { get; }

    /// <summary>False when only equality means something, so that ranges may not use <c>&lt;</c> and <c>&gt;</c>.</summary>
    public virtual bool IsOrdered => true;

    public static SchemeRules Of(VersionScheme scheme) => ByScheme[(int)scheme];

    /// <summary>The first fault, or null for a version of the scheme. The length is already bounded.</summary>
    public abstract SyntaxFault? Check(ReadOnlySpan<char> text);

    /// <summary>Sign of the difference of two valid texts; null where the scheme does not say.</summary>
    public abstract int? Compare(string left, string right);
}
