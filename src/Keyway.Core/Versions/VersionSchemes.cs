// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Versions;

/// <summary>The names of the schemes, as manifests and command lines write them.</summary>
public static class VersionSchemes
{
    private static readonly ImmutableArray<string> Names =
        ["opaque", "semver", "linux-kernel", "nvidia-driver", "hex-quad", "dotted", "rpm", "deb", "date-letter", "integer"];

    /// <summary>All names, for messages and help.</summary>
    public static string ValidNames { get; } = string.Join(", ", Names);

    /// <summary>The name of a scheme.</summary>
    public static string Name(this VersionScheme scheme) => Names[(int)scheme];

    /// <summary>The scheme of this name.</summary>
    /// <exception cref="Artifacts.KeywayException">KW3008: no such scheme.</exception>
    public static VersionScheme Parse(string name) => TryParse(name, out var scheme) ? scheme : throw Errors.UnknownScheme(name);

    /// <summary>The scheme of this name; false when there is none.</summary>
    public static bool TryParse(string? name, out VersionScheme scheme)
    {
        var index = name is null ? -1 : Names.IndexOf(name);
        scheme = (VersionScheme)Math.Max(index, 0);
        return index >= 0;
    }
}
