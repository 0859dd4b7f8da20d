// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>A kernel module of a generation, with what identifies it once it is loaded.</summary>
public sealed record GenerationModule(string Name, string Path, string? Srcversion = null);
