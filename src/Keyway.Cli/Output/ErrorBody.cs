// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>A refusal as JSON.</summary>
internal sealed record ErrorBody(string Code, string Title, string Message, string State, string Next);
