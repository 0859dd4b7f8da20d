// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>A symbolic link in a generation directory: <c>modules/6.12.94</c> to <c>../../../packages/sha256-…/tree/modules/6.12.94</c>.</summary>
public sealed record GenerationLink(string Path, string Target);
