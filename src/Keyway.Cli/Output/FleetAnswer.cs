// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>The answer for one host of a fleet: digests of the index and of the build's manifest, or the reason of the refusal.</summary>
internal sealed record FleetAnswer(string Host, string Verdict, string? Index, string? Manifest, string? Check, string? Reason);
