// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway sbom create|merge --output FILE --json</c> prints.</summary>
internal sealed record SbomFileDocument(string File, string Format, string Digest, int Components);
