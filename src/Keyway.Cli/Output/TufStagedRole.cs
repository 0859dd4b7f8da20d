// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>One role of a <see cref="TufStagedDocument"/>; a new root is listed once for its own keys and once for those of the root before it.</summary>
internal sealed record TufStagedRole(string Role, long Version, int Signatures, long Threshold, bool CountsFormerKeys, bool IsReady);
