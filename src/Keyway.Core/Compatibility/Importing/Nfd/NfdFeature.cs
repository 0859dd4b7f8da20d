// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Compatibility.Importing.Nfd;

/// <summary>One of <c>matchFeatures</c>: expressions that hold together, for one device where the feature is a list of devices.</summary>
internal sealed record NfdFeature(string Name, ImmutableArray<NfdExpression> Expressions)
{
    public NfdFeature(string name, string key, string op, ImmutableArray<string> values)
        : this(name, [new NfdExpression(key, op, values)])
    {
    }
}
