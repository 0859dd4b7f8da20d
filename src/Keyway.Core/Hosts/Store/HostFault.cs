// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>A file-system call failed. Stays inside this folder: the change that made the call turns it into a refusal that says in which state the host is.</summary>
#pragma warning disable CA1064 // never leaves the assembly
internal sealed class HostFault(HostOperationKind operation, string path, Errno errno) : Exception($"{operation} of {path}: errno {(int)errno}")
#pragma warning restore CA1064
{
    public HostOperationKind Operation { get; } = operation;

    public string Path { get; } = path;

    public Errno Errno { get; } = errno;
}
