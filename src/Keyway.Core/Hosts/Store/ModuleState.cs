// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>An installed module beside the loaded one of the same name.</summary>
public sealed record ModuleState(string Name, ModuleLoad Load, string? InstalledSrcversion, string? LoadedSrcversion);
