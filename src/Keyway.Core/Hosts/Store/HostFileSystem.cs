// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Keyway.Hosts.Store;

/// <summary>
/// The one seam between the store and the kernel: each method is one system call, relative to an open directory, on one name, never following a symbolic link.
/// A hook sees each call before it is made and may fail it. Interrupted calls are made again; every other failure is a <see cref="HostFault"/>. Not safe for concurrent calls.
/// </summary>
internal sealed class HostFileSystem(HostOperationHook? hook = null)
{
    private const int ListBuffer = 32 * 1024;

    private long number;

    /// <summary>The user whose rights the calls are made with.</summary>
    public uint User { get; } = Libc.EffectiveUser();

    /// <summary>How many calls were made so far.</summary>
    public long Count => number;

    /// <summary>Opens the directory that everything else is relative to; this one path may contain symbolic links, since the caller chose it.</summary>
    public HostDirectory OpenRoot(string path)
    {
        var descriptor = Try(new HostOperation { Kind = HostOperationKind.OpenDirectory, Path = "" }, () => Libc.Open(path, Libc.ReadOnly | Libc.DirectoryOnly | Libc.CloseOnExec, 0));
        return new(Owned(descriptor), "");
    }

    public HostDirectory OpenDirectory(HostDirectory parent, string name)
    {
        var descriptor = Open(HostOperationKind.OpenDirectory, parent, name, Libc.ReadOnly | Libc.DirectoryOnly, 0);
        return new(descriptor, parent.PathOf(name));
    }

    public HostFile OpenFile(HostDirectory parent, string name)
    {
        var descriptor = Open(HostOperationKind.OpenFile, parent, name, Libc.ReadOnly, 0);
        return new(descriptor, parent.PathOf(name));
    }

    /// <summary>Opens for reading and writing and creates the file if it is not there.</summary>
    public HostFile OpenOrCreateFile(HostDirectory parent, string name, int mode)
    {
        var descriptor = Open(HostOperationKind.CreateFile, parent, name, Libc.ReadWrite | Libc.Create, mode);
        return new(descriptor, parent.PathOf(name));
    }

    /// <summary>Creates a file that must not be there.</summary>
    public HostFile CreateFile(HostDirectory parent, string name, int mode)
    {
        var descriptor = Open(HostOperationKind.CreateFile, parent, name, Libc.ReadWrite | Libc.Create | Libc.Exclusive, mode);
        return new(descriptor, parent.PathOf(name));
    }

    public void MakeDirectory(HostDirectory parent, string name, int mode) =>
        Try(new HostOperation { Kind = HostOperationKind.MakeDirectory, Path = parent.PathOf(name), Value = mode }, () => Libc.MakeDirectoryAt(parent.Handle, Part(name), mode));

    public void MakeSymbolicLink(HostDirectory parent, string name, string target) =>
        Try(new HostOperation { Kind = HostOperationKind.MakeSymbolicLink, Path = parent.PathOf(name), Other = target }, () => Libc.SymbolicLinkAt(target, parent.Handle, Part(name)));

    /// <summary>The target of a symbolic link; null when there is nothing of that name.</summary>
    public string? ReadLink(HostDirectory parent, string name)
    {
        var target = new byte[4096];
        var length = TryUnlessAbsent(new HostOperation { Kind = HostOperationKind.ReadLink, Path = parent.PathOf(name) }, () => Libc.ReadLinkAt(parent.Handle, Part(name), target, target.Length));
        return length is { } known ? Encoding.UTF8.GetString(target, 0, (int)known) : null;
    }

    /// <summary>The status of a name; null when there is nothing of that name.</summary>
    public HostFileStatus? Status(HostDirectory parent, string name) =>
        Statx(parent.PathOf(name), parent.Handle, Part(name), Libc.AtSymlinkNoFollow);

    public HostFileStatus Status(HostDirectory directory) => Statx(directory.Path, directory.Handle, "", Libc.AtEmptyPath)!.Value;

    public HostFileStatus Status(HostFile file) => Statx(file.Path, file.Handle, "", Libc.AtEmptyPath)!.Value;

    /// <summary>The names in a directory in ordinal order, without <c>.</c> and <c>..</c>.</summary>
    public IReadOnlyList<string> List(HostDirectory directory)
    {
        List<string> names = [];
        var buffer = new byte[ListBuffer];
        Try(new HostOperation { Kind = HostOperationKind.List, Path = directory.Path }, () => Libc.Seek(directory.Handle, 0, 0));
        while (Try(new HostOperation { Kind = HostOperationKind.List, Path = directory.Path }, () => Libc.GetDirectoryEntries(directory.Handle, buffer, buffer.Length)) is var filled and > 0)
            DirectoryEntries.AddNames(buffer.AsSpan(0, (int)filled), names);
        names.Sort(string.CompareOrdinal);
        return names;
    }

    public HostSpace Space(HostDirectory directory)
    {
        // struct statvfs of every 64-bit C library: bsize, frsize, blocks, bfree, bavail, files, ffree, favail, fsid, flag, namemax, spare.
        var status = new ulong[32];
        Try(new HostOperation { Kind = HostOperationKind.Space, Path = directory.Path }, () => Libc.StatVfs(directory.Handle, status));
        var free = UInt128.Min(long.MaxValue, (UInt128)status[1] * status[4]);
        return new((long)free, status[5] == 0 ? null : (long)status[7], (long)status[1], (status[9] & Libc.StatvfsReadOnly) != 0);
    }

    /// <summary>Reads from an offset; 0 only at the end.</summary>
    public int Read(HostFile file, long offset, Memory<byte> content) =>
        (int)Try(new HostOperation { Kind = HostOperationKind.Read, Path = file.Path, Value = offset }, () => Libc.Read(file.Handle, content.Span, content.Length, offset));

    /// <summary>Writes all the bytes at an offset.</summary>
    public void Write(HostFile file, long offset, ReadOnlyMemory<byte> content)
    {
        while (!content.IsEmpty)
        {
            var (rest, at) = (content, offset);
            var written = (int)Try(new HostOperation { Kind = HostOperationKind.Write, Path = file.Path, Value = at, Content = rest.Span }, () => Libc.Write(file.Handle, rest.Span, rest.Length, at));
            content = content[written..];
            offset += written;
        }
    }

    public void Truncate(HostFile file, long length) =>
        Try(new HostOperation { Kind = HostOperationKind.Truncate, Path = file.Path, Value = length }, () => Libc.Truncate(file.Handle, length));

    /// <summary>Reserves the blocks of a file; false where the file system cannot.</summary>
    public bool TryAllocate(HostFile file, long length)
    {
        try
        {
            Try(new HostOperation { Kind = HostOperationKind.Allocate, Path = file.Path, Value = length }, () => Libc.Allocate(file.Handle, 0, 0, length));
            return true;
        }
        catch (HostFault fault) when (fault.Errno is Errno.NotSupported or Errno.NoSystemCall)
        {
            return false;
        }
    }

    public void ChangeMode(HostFile file, int mode) =>
        Try(new HostOperation { Kind = HostOperationKind.ChangeMode, Path = file.Path, Value = mode }, () => Libc.ChangeMode(file.Handle, mode));

    public void ChangeMode(HostDirectory directory, int mode) =>
        Try(new HostOperation { Kind = HostOperationKind.ChangeMode, Path = directory.Path, Value = mode }, () => Libc.ChangeMode(directory.Handle, mode));

    public void Synchronise(HostFile file) => Try(new HostOperation { Kind = HostOperationKind.Synchronise, Path = file.Path }, () => Libc.Synchronise(file.Handle));

    public void Synchronise(HostDirectory directory) => Try(new HostOperation { Kind = HostOperationKind.Synchronise, Path = directory.Path }, () => Libc.Synchronise(directory.Handle));

    /// <summary>Drops a clean file from the page cache, so that the next read comes from the disk. A hint: where it is not supported the read is still checked.</summary>
    public void DropCache(HostFile file) => Try(new HostOperation { Kind = HostOperationKind.DropCache, Path = file.Path }, () =>
    {
        _ = Libc.Advise(file.Handle, 0, 0, Libc.AdviseDontNeed);
        return 0;
    });

    /// <summary>Renames to a name that must not be there.</summary>
    public void Rename(HostDirectory parent, string from, string to)
    {
        try
        {
            Rename(HostOperationKind.Rename, (parent, from), (parent, to), Libc.RenameNoReplace);
        }
        catch (HostFault fault) when (fault.Errno is Errno.Invalid or Errno.NoSystemCall)
        {
            // A file system without the flag. Nobody else creates names here while the store's lock is held, so looking first is enough.
            if (Status(parent, to) is not null) throw new HostFault(HostOperationKind.Rename, parent.PathOf(to), Errno.Exists);
            Rename(HostOperationKind.Rename, (parent, from), (parent, to), 0);
        }
    }

    /// <summary>Renames over whatever has the new name.</summary>
    public void RenameOver(HostDirectory parent, string from, string to) => Rename(HostOperationKind.Rename, (parent, from), (parent, to), 0);

    /// <summary>Swaps two names in one step; false where the file system cannot.</summary>
    public bool TryExchange(HostDirectory parent, string one, string other)
    {
        try
        {
            Rename(HostOperationKind.Exchange, (parent, one), (parent, other), Libc.RenameExchange);
            return true;
        }
        catch (HostFault fault) when (fault.Errno is Errno.Invalid or Errno.NoSystemCall or Errno.NotSupported)
        {
            return false;
        }
    }

    /// <summary>Removes a name that is not a directory; false when there is none.</summary>
    public bool RemoveFile(HostDirectory parent, string name) =>
        TryUnlessAbsent(new HostOperation { Kind = HostOperationKind.RemoveFile, Path = parent.PathOf(name) }, () => Libc.UnlinkAt(parent.Handle, Part(name), 0)) is not null;

    public void RemoveDirectory(HostDirectory parent, string name) =>
        Try(new HostOperation { Kind = HostOperationKind.RemoveDirectory, Path = parent.PathOf(name) }, () => Libc.UnlinkAt(parent.Handle, Part(name), Libc.AtRemoveDirectory));

    /// <summary>Takes the exclusive lock of an open file, which the kernel releases with the descriptor, however the process ends; false when another holds it.</summary>
    public bool TryLock(HostFile file)
    {
        try
        {
            Try(new HostOperation { Kind = HostOperationKind.Lock, Path = file.Path }, () => Libc.Lock(file.Handle, Libc.LockExclusive | Libc.LockNonBlocking));
            return true;
        }
        catch (HostFault fault) when (fault.Errno == Errno.WouldBlock)
        {
            return false;
        }
    }

    /// <summary>
    /// Gives the lock back at once. Closing alone would leave it with a child that was forked, but has not yet run its program, for as long as that takes.
    /// Not a step that a crash could come before: the kernel does the same when the process ends.
    /// </summary>
    public static void Unlock(HostFile file) => _ = Libc.Lock(file.Handle, Libc.LockRelease);

    private void Rename(HostOperationKind kind, (HostDirectory Parent, string Name) from, (HostDirectory Parent, string Name) to, uint flags)
    {
        HostOperation operation = new() { Kind = kind, Path = from.Parent.PathOf(from.Name), Other = to.Parent.PathOf(to.Name), Value = flags };
        Try(operation, () => Libc.RenameAt2(from.Parent.Handle, Part(from.Name), to.Parent.Handle, Part(to.Name), flags));
    }

    private SafeFileHandle Open(HostOperationKind kind, HostDirectory parent, string name, int flags, int mode)
    {
        var all = flags | Libc.NoFollow | Libc.CloseOnExec;
        HostOperation operation = new() { Kind = kind, Path = parent.PathOf(name), Value = mode };
        return Owned(Try(operation, () => Libc.OpenAt(parent.Handle, Part(name), all, mode)));
    }

    private HostFileStatus? Statx(string path, SafeFileHandle directory, string name, int flags)
    {
        var status = new byte[256];
        HostOperation operation = new() { Kind = HostOperationKind.Status, Path = path };
        return TryUnlessAbsent(operation, () => Libc.Statx(directory, name, flags, Libc.StatxBasic, status)) is null ? null : StatxBuffer.Parse(status);
    }

    private long? TryUnlessAbsent(in HostOperation operation, Func<long> call)
    {
        try
        {
            return Try(operation, call);
        }
        catch (HostFault fault) when (fault.Errno == Errno.NotThere)
        {
            return null;
        }
    }

    private long Try(in HostOperation operation, Func<long> call)
    {
        while (true)
        {
            number++;
            var errno = hook?.Invoke(number, operation) ?? Errno.None;
            var result = errno == Errno.None ? call() : -1;
            if (result >= 0) return result;
            if (errno == Errno.None) errno = (Errno)Marshal.GetLastPInvokeError();
            if (errno != Errno.Interrupted) throw new HostFault(operation.Kind, operation.Path, errno);
        }
    }

    private static SafeFileHandle Owned(long descriptor) => new((nint)descriptor, ownsHandle: true);

    // A name is one part of a path: with a separator in it the kernel would follow links in the middle.
    private static string Part(string name) =>
        name.Length > 0 && name is not ("." or "..") && !name.AsSpan().ContainsAny('/', '\0') ? name : throw new ArgumentException($"'{name}' is not one part of a path", nameof(name));
}
