// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Probe;

/// <summary>What a path is, as far as the probe cares.</summary>
internal enum UnixFileKind
{
    None,
    Regular,
    Directory,
    Symlink,
    Other,
}
