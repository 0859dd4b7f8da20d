// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Packages;

/// <summary>Export class and regions. A region in neither list is allowed exactly when <see cref="AllowedRegions"/> is empty. Spec: spec/manifest §"Export".</summary>
public sealed record ExportControl
{
    /// <summary>Classification: <c>EAR99</c>, <c>5A992.c</c>, <c>3A090</c>.</summary>
    public required string Class { get; init; }

    /// <summary>ISO 3166-1 alpha-2 codes; empty means every region that is not denied.</summary>
    public ImmutableArray<string> AllowedRegions { get => field.IsDefault ? [] : field; init; }

    /// <summary>ISO 3166-1 alpha-2 codes; denial wins.</summary>
    public ImmutableArray<string> DeniedRegions { get => field.IsDefault ? [] : field; init; }
}
