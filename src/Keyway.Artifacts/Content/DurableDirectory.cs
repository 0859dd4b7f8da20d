// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Keyway.Artifacts.Content;

/// <summary>Makes names durable: a file that was renamed or created survives a power cut only after its directory was synchronised. Linux.</summary>
public static partial class DurableDirectory
{
    private const int ReadOnlyDirectory = 0x10000 | 0x80000; // O_DIRECTORY | O_CLOEXEC on x86-64
    private const int ReadOnlyDirectoryArm = 0x4000 | 0x80000; // O_DIRECTORY has another value on arm64
    private const int InvalidArgument = 22; // some file systems cannot synchronise a directory and say EINVAL

    /// <summary>Waits until the names in a directory are on the disk.</summary>
    /// <exception cref="KeywayException">KW1006: the system refused.</exception>
    public static void Sync(string path)
    {
        using var handle = Open(path, RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? ReadOnlyDirectoryArm : ReadOnlyDirectory);
        if (handle.IsInvalid) throw Errors.WriteFailed(path, LastError());
        if (Fsync(handle) == 0 || Marshal.GetLastPInvokeError() == InvalidArgument) return;
        throw Errors.WriteFailed(path, LastError());
    }

    /// <summary>Creates a directory and all missing parents, durably; nothing happens when it exists.</summary>
    /// <exception cref="KeywayException">KW1005 or KW1006: the system refused.</exception>
    public static void Create(string path)
    {
        if (Directory.Exists(path)) return;
        var parent = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Create(parent);
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw Errors.WriteFailed(path, reason);
        }

        Sync(parent);
    }

    private static IOException LastError()
    {
        var errno = Marshal.GetLastPInvokeError();
        return new IOException(Marshal.GetPInvokeErrorMessage(errno), errno);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Fsync(SafeFileHandle handle);
}
