// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>The kinds of directory entry the store tells apart.</summary>
internal enum HostFileType
{
    Other,
    File,
    Directory,
    SymbolicLink,
}
