// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>The file-system calls of the store, one per system call.</summary>
internal enum HostOperationKind
{
    OpenDirectory,
    OpenFile,
    CreateFile,
    MakeDirectory,
    MakeSymbolicLink,
    ReadLink,
    Status,
    List,
    Space,
    Read,
    Write,
    Truncate,
    Allocate,
    ChangeMode,
    Synchronise,
    DropCache,
    Rename,
    Exchange,
    RemoveFile,
    RemoveDirectory,
    Lock,
}
