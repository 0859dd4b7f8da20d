// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>File names of roles. A delegated role may have any name, so it is percent-encoded before it meets a URL or a directory. Pure.</summary>
internal static class RoleFile
{
    private const int LongestName = 200;

    /// <summary>Name at the repository, such as <c>3.a%2Fb.json</c> or, without consistent snapshots, <c>a%2Fb.json</c>.</summary>
    public static string AtRepository(string role, long? version) => version is null ? $"{Uri.EscapeDataString(role)}.json" : $"{version}.{Uri.EscapeDataString(role)}.json";

    /// <summary>Name in the state directory. Very long names are hashed: file systems stop at 255 bytes.</summary>
    public static string InState(string role) => NameInState(role) + ".json";

    /// <summary>A target path as one file name: no path of a repository leads out of the directory it is stored in.</summary>
    public static string OfTarget(string path) => NameInState(path);

    private static string NameInState(string name)
    {
        var encoded = Uri.EscapeDataString(name);
        return encoded.Length <= LongestName ? encoded : $"sha256-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))}";
    }
}
