// SPDX-License-Identifier: Apache-2.0

using Microsoft.Win32.SafeHandles;

namespace Keyway.Hosts.Store;

/// <summary>An open regular file.</summary>
internal sealed class HostFile(SafeFileHandle handle, string path) : IDisposable
{
    public SafeFileHandle Handle { get; } = handle;

    /// <summary>Path from the host root, for messages and recorders.</summary>
    public string Path { get; } = path;

    public void Dispose() => Handle.Dispose();
}
