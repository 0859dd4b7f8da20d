// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Resolution.Ladders;

/// <summary>Where a firmware image is found: one layer of one package.</summary>
/// <param name="Source">Repository of the package.</param>
/// <param name="Package">Name and version of the package, for people.</param>
/// <param name="Index">Digest of the package's image index.</param>
/// <param name="File">Path under <c>firmware/</c>.</param>
/// <param name="Sha256">Digest of the file.</param>
/// <param name="Layer">Digest of the layer that carries it.</param>
public sealed record FirmwareOrigin(string Source, string Package, Digest Index, string File, Digest Sha256, Digest Layer);
