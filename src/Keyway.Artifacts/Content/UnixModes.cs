// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Content;

/// <summary>The permissions that archives of ours use, and how permissions are written.</summary>
public static class UnixModes
{
    /// <summary>0644.</summary>
    public const UnixFileMode File = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>0755, for programs and directories.</summary>
    public const UnixFileMode Executable = File | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>0777, what a symbolic link always has.</summary>
    public const UnixFileMode Symlink = Executable | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    internal const UnixFileMode All = Symlink | UnixFileMode.SetUser | UnixFileMode.SetGroup | UnixFileMode.StickyBit;

    /// <summary>Four octal digits: <c>0644</c>.</summary>
    public static string ToOctal(this UnixFileMode mode) => Convert.ToString((int)mode, 8).PadLeft(4, '0');
}
