// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Oci;

/// <summary>A repository that can list its roots, tagged and untagged: a layout directory or archive. Registries cannot.</summary>
public interface ILayoutRoots
{
    /// <summary>The listed manifests: tagged ones (with their <c>ref.name</c> annotation), then untagged.</summary>
    Task<IReadOnlyList<Descriptor>> RootsAsync(CancellationToken cancellationToken);
}
