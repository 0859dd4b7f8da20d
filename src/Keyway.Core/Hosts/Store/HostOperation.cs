// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>
/// One call about to be made: what a recorder needs to replay it on a model of a disk, and what a test needs to fail it. Paths are relative to the host root.
/// </summary>
internal readonly ref struct HostOperation
{
    public required HostOperationKind Kind { get; init; }

    public required string Path { get; init; }

    /// <summary>Second path of a rename or exchange, or the target of a symbolic link.</summary>
    public string? Other { get; init; }

    /// <summary>Mode, length or offset, whichever the call has.</summary>
    public long Value { get; init; }

    /// <summary>The bytes of a write.</summary>
    public ReadOnlySpan<byte> Content { get; init; }

    /// <summary>True when the call changes the disk or asks for durability.</summary>
    public bool IsChange => Kind is HostOperationKind.CreateFile or HostOperationKind.MakeDirectory or HostOperationKind.MakeSymbolicLink or HostOperationKind.Write
        or HostOperationKind.Truncate or HostOperationKind.Allocate or HostOperationKind.ChangeMode or HostOperationKind.Synchronise or HostOperationKind.Rename
        or HostOperationKind.Exchange or HostOperationKind.RemoveFile or HostOperationKind.RemoveDirectory;
}
