// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>A layer the host needs, in <see cref="CandidateDocument"/>; the size is that of the compressed blob.</summary>
internal sealed record ChosenLayer(string Title, string Digest, long Size);
