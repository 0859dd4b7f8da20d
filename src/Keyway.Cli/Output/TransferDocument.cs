// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway push</c> and <c>keyway pull</c> print with <c>--json</c>.</summary>
internal sealed record TransferDocument(
    string Source, string Target, string Digest, string MediaType, int Copied, long CopiedBytes, int Skipped, int Mounted, int Referrers, int LeftBehind);
