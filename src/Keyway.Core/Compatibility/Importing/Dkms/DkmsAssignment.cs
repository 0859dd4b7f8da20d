// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Compatibility.Importing.Dkms;

/// <summary>One assignment of a dkms.conf.</summary>
/// <param name="Line">Where it starts.</param>
/// <param name="Name">The directive, without an index.</param>
/// <param name="Value">Its value; null when only a shell could say.</param>
internal sealed record DkmsAssignment(int Line, string Name, string? Value);
