// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Compatibility;

/// <summary>
/// A coupling: while one component is at certain revisions, another must be in a range. Without <see cref="When"/> it belongs to whatever states it (a
/// matrix entry that applies) and must hold once that driver runs. Spec: spec/plan §"Couplings".
/// </summary>
public sealed record FirmwareRequirement
{
    /// <summary>The component and the revisions that ask for something; null when the driver of the entry does.</summary>
    public ComponentRange? When { get; init; }

    /// <summary>What must be there meanwhile.</summary>
    public required ComponentRange Needs { get; init; }

    /// <summary>Who says so, for people: the id of a matrix entry.</summary>
    public required string Source { get; init; }

    /// <inheritdoc/>
    public override string ToString() => When is null ? $"{Source} needs {Needs}" : $"{When} needs {Needs} ({Source})";
}
