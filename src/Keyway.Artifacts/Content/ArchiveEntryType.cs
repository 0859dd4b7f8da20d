// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Content;

/// <summary>The only kinds of entry an archive may hold.</summary>
public enum ArchiveEntryType
{
    File,
    Directory,
    Symlink,
}
