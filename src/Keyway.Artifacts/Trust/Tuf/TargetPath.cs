// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>TARGETPATH (TUF section 4.5). The specification recommends plain relative paths; we refuse the others, whose place depends on who resolves them. Pure.</summary>
internal static class TargetPath
{
    /// <exception cref="KeywayException">KW2313: it would name another place.</exception>
    public static void Demand(string path)
    {
        var isSafe = path.Split('/').All(part => part is not ("" or "." or "..")) && !path.Contains('\\') && !path.Any(char.IsControl);
        if (!isSafe) throw Errors.UnsafeTargetPath(path);
    }
}
