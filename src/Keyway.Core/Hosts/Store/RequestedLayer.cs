// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages;

namespace Keyway.Hosts.Store;

/// <summary>A layer and how to get its compressed blob; <paramref name="OpenAsync"/> is called at most once, and not at all when the layer is already unpacked.</summary>
public sealed record RequestedLayer(PackagedLayer Layer, Func<CancellationToken, Task<Stream>> OpenAsync);
