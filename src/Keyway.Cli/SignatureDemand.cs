// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Signing.Verify;

namespace Keyway.Cli;

/// <summary>Whose signature a command wants, and what it is checked with.</summary>
/// <param name="BoundTo">The repository that has to be named in what was signed; null when it does not matter.</param>
internal sealed record SignatureDemand(SignatureVerifier Verifier, VerificationPolicy Policy, string? BoundTo);
