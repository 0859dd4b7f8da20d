// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>What statvfs says about a file system. <see cref="FreeInodes"/> is null where inodes are not counted (btrfs).</summary>
internal readonly record struct HostSpace(long FreeBytes, long? FreeInodes, long BlockSize, bool IsReadOnly);
