// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages;

/// <summary>What an entry of a source directory is; only the first three can be packed.</summary>
internal enum SourceEntryType
{
    File,
    Directory,
    Symlink,
    CharacterDevice,
    BlockDevice,
    Fifo,
    Socket,
    Unknown,
}
