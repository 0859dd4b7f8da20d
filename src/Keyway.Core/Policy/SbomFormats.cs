// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;
using Keyway.Artifacts.Provenance;

namespace Keyway.Policy;

/// <summary>Which format a bill of materials is in, by its predicate type and by what the document says of itself: both have to agree.</summary>
internal static class SbomFormats
{
    public static readonly ImmutableArray<string> Known = ["spdx-2.2", "spdx-2.3", "spdx-3.0", "cyclonedx-1.4", "cyclonedx-1.5", "cyclonedx-1.6", "cyclonedx-1.7"];

    public static bool IsSbom(string? predicateType) => predicateType is not null && (IsSpdx(predicateType) || IsCycloneDx(predicateType));

    /// <summary>The format, or null where it cannot be told.</summary>
    public static string? Of(VerifiedBundle bundle)
    {
        if (bundle.Predicate is not { ValueKind: JsonValueKind.Object } document) return null;
        if (IsCycloneDx(bundle.PredicateType!)) return Text(document, "bomFormat") == "CycloneDX" && Text(document, "specVersion") is { } version ? $"cyclonedx-{version}" : null;
        if (Text(document, "spdxVersion") is { } two) return two.StartsWith("SPDX-2.", StringComparison.Ordinal) ? $"spdx-{two["SPDX-".Length..]}" : null;
        return Text(document, "@context") is { } context && context.StartsWith("https://spdx.org/rdf/3.0", StringComparison.Ordinal) ? "spdx-3.0" : null;
    }

    private static bool IsSpdx(string type) => type is PredicateTypes.Spdx or PredicateTypes.Spdx23 or PredicateTypes.Spdx3 || type.StartsWith(PredicateTypes.Spdx + "/", StringComparison.Ordinal);

    private static bool IsCycloneDx(string type) => type == PredicateTypes.CycloneDx || type.StartsWith(PredicateTypes.CycloneDx + "/", StringComparison.Ordinal);

    private static string? Text(JsonElement document, string name) => document.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
