// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>What statx says about a name, without following it.</summary>
internal readonly record struct HostFileStatus(HostFileType Type, int Mode, long Size, uint Owner, ulong Device);
