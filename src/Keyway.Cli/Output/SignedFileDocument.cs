// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway sign FILE --bundle</c> prints with <c>--json</c>.</summary>
internal sealed record SignedFileDocument(string File, string Bundle);
