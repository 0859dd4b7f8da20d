// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;

namespace Keyway.Tests.Fixtures;

/// <summary>A tmpfs of a few kilobytes, for tests of a full disk.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    /// <summary>Absolute path of the mount point.</summary>
    public string Path { get; }

    /// <summary>Null where this user may not mount.</summary>
    public static SmallDisk? TryMount(string path, string size)
    {
        Directory.CreateDirectory(path);
        return Run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", path) == 0 ? new SmallDisk(path) : null;
    }

    public void Dispose() => Assert.Equal(0, Run("umount", Path));

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
