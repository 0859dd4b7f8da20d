// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>Called before each file-system call. <see cref="Errno.None"/> lets it happen; any other value is returned in its place; an exception stands for a crash.</summary>
/// <param name="number">Counts the calls of one <see cref="HostFileSystem"/> from 1.</param>
internal delegate Errno HostOperationHook(long number, in HostOperation operation);
