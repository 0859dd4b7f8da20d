// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Publishing;

/// <summary>How far a pack has come.</summary>
/// <param name="Layer">Title of the layer that is being written.</param>
/// <param name="Bytes">Bytes of files read so far, in all layers.</param>
/// <param name="TotalBytes">Bytes of files in all layers.</param>
public readonly record struct PackProgress(string Layer, long Bytes, long TotalBytes);
