// SPDX-License-Identifier: Apache-2.0

using Keyway.Versions;

namespace Keyway.Cli.Output;

/// <summary>Turns versions and answers about them into what <c>keyway version</c> prints.</summary>
internal static class VersionText
{
    /// <summary>What is not a component's scheme: Keyway's own multi-axis versions.</summary>
    public const string Stack = "stack";

    public static VersionDocument Describe(StackVersion version) => new()
    {
        Scheme = Stack,
        Version = version.ToString(),
        Core = version.CoreText,
        PreRelease = version.IsPreRelease ? version.PreRelease : null,
        Axes = [.. version.Axes.Select(axis => axis.ToString())],
        Tag = version.ToTag(),
        SemVer = version.ToSemVer(),
    };

    public static VersionDocument Describe(ComponentVersion version)
    {
        var release = version.Scheme == VersionScheme.LinuxKernel ? KernelRelease.Parse(version.Text) : null;
        return new() { Scheme = version.Scheme.Name(), Version = version.Text, Base = release?.Base.ToString(), Flavour = release?.Flavour };
    }

    public static VersionComparison Compare(string scheme, string left, string right)
    {
        var order = scheme == Stack ? StackVersion.Parse(left).CompareCore(StackVersion.Parse(right)) : CompareComponents(VersionSchemes.Parse(scheme), left, right);
        return new VersionComparison(scheme, left, order switch { null => "?", < 0 => "<", 0 => "=", _ => ">" }, right);
    }

    public static VersionMatches Match(VersionScheme scheme, string range, IEnumerable<string> versions)
    {
        var parsed = VersionRange.Parse(scheme, range);
        return new VersionMatches(scheme.Name(), parsed.ToString(), [.. versions.Select(version => Match(parsed, ComponentVersion.Parse(scheme, version)))]);
    }

    public static void Write(VersionDocument document, TextWriter output)
    {
        (string Name, string? Value)[] lines =
        [
            ("version", document.Version), ("scheme", document.Scheme), ("core", document.Core), ("pre-release", document.PreRelease),
            ("axes", document.Axes is { IsEmpty: false } axes ? string.Join(", ", axes) : null), ("tag", document.Tag), ("semver", document.SemVer),
            ("base", document.Base), ("flavour", document.Flavour),
        ];
        foreach (var (name, value) in lines.Where(line => !string.IsNullOrEmpty(line.Value))) output.WriteLine($"{name + ":",-13}{value}");
    }

    public static void Write(VersionMatches matches, TextWriter output)
    {
        var width = matches.Matches.Max(match => match.Version.Length);
        foreach (var match in matches.Matches)
            output.WriteLine($"{match.Version.PadRight(width)}  {match.Answer}{(match.Reason is null ? "" : $": {match.Reason}")}");
    }

    private static int? CompareComponents(VersionScheme scheme, string left, string right) =>
        ComponentVersion.Parse(scheme, left).Compare(ComponentVersion.Parse(scheme, right));

    private static VersionMatch Match(VersionRange range, ComponentVersion version) => range.Matches(version) switch
    {
        Truth.True => new(version.Text, "yes", Reason: null),
        Truth.False => new(version.Text, "no", Reason: null),
        _ => new(version.Text, "unknown", UnknownReason(version)),
    };

    private static string UnknownReason(ComponentVersion version)
    {
        var release = KernelRelease.Parse(version.Text);
        return release.HidesPatchLevel
            ? $"the distribution counts its own patches, so the stable patch level behind {release.Base} is not in the release"
            : "ABI numbers compare only within one flavour";
    }
}
