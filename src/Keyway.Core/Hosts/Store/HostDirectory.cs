// SPDX-License-Identifier: Apache-2.0

using Microsoft.Win32.SafeHandles;

namespace Keyway.Hosts.Store;

/// <summary>An open directory: every name below it is looked up relative to its descriptor, so nobody can swap a parent for a symbolic link in between.</summary>
internal sealed class HostDirectory(SafeFileHandle handle, string path) : IDisposable
{
    public SafeFileHandle Handle { get; } = handle;

    /// <summary>Path from the host root, for messages and recorders.</summary>
    public string Path { get; } = path;

    public string PathOf(string name) => Path.Length == 0 ? name : $"{Path}/{name}";

    public void Dispose() => Handle.Dispose();
}
