// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Verify;

/// <summary>Why a bundle was refused: the code names the step of the client specification, the message both values, the hint what to do.</summary>
public sealed record Refusal(ErrorCode Code, string Message, string Hint);
