// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom.Checks;

/// <summary>A component and what the relations of its document say about it.</summary>
/// <param name="Value">The component.</param>
/// <param name="HasNeeds">Its dependencies are listed, even if there are none.</param>
/// <param name="IsRelated">Something contains it or needs it, or it is the root.</param>
/// <param name="HasParts">It contains others.</param>
internal sealed record CheckedComponent(SbomComponent Value, bool HasNeeds, bool IsRelated, bool HasParts)
{
    /// <summary>A component that is only the sum of others has no file, and so neither its hash nor its properties (BSI: logical component).</summary>
    public bool IsLogical => HasParts && Value.FileName is null;
}
