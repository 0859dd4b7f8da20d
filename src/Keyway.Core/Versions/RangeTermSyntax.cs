// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Versions;

/// <summary>Reads one term of a version range. Spec: spec/version §"Ranges".</summary>
internal static class RangeTermSyntax
{
    public static RangeTerm? ReadTerm(VersionScheme scheme, ReadOnlySpan<char> term, out SyntaxFault fault)
    {
        var comparison = Comparisons.Read(term, out var operatorLength);
        fault = new SyntaxFault(0, $"a version: scheme {scheme.Name()} has no order, so only equality can be asked");
        if (comparison != Comparison.Equal && !SchemeRules.Of(scheme).IsOrdered) return null;
        if (operatorLength == 0 && HasSeries(scheme) && term.EndsWith(".x")) return ReadSeries(scheme, term[..^2], out fault);
        var operand = term[operatorLength..].TrimStart(' ');
        if (ComponentVersion.TryRead(scheme, operand.ToString(), out var version, out fault)) return new RangeTerm.Bound(comparison, version);
        fault = fault.Shifted(term.Length - operand.Length);
        return null;
    }

    private static RangeTerm.Series? ReadSeries(VersionScheme scheme, ReadOnlySpan<char> prefix, out SyntaxFault fault)
    {
        fault = new SyntaxFault(0, "a series without 'v', like 6.3.x");
        if (prefix.StartsWith('v')) return null;
        return ComponentVersion.TryRead(scheme, prefix.ToString(), out var version, out fault) ? new RangeTerm.Series(version) : null;
    }

    private static bool HasSeries(VersionScheme scheme) => scheme is VersionScheme.Dotted or VersionScheme.NvidiaDriver;
}
