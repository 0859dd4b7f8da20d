// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>What <c>--json</c> prints when a command refuses.</summary>
internal sealed record ErrorDocument(ErrorBody Error);
