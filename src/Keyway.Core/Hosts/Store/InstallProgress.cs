// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>How far an install is: <paramref name="DoneBytes"/> of <paramref name="TotalBytes"/> unpacked bytes written, currently <paramref name="Step"/>.</summary>
public sealed record InstallProgress(string Step, long DoneBytes, long TotalBytes);
