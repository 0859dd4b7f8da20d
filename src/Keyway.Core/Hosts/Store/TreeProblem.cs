// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>An entry of an unpacked tree that is not as listed.</summary>
internal sealed record TreeProblem(string Path, string Difference);
