// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>One layer in a <see cref="PackDocument"/>; sizes in bytes.</summary>
internal sealed record PackedLayer(string Title, string Digest, long Size, long UncompressedSize, int Files);
