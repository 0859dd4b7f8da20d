// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Packages.Manifest;

namespace Keyway.Compatibility.Predicates;

/// <summary>A predicate inside another document. The reader of predicates checks it, so that depth and size are counted over the whole of it.</summary>
internal sealed record PredicateShape : Shape
{
    /// <summary>Where a schema that uses this shape keeps the schema of predicates.</summary>
    public const string Definition = "predicate";

    // Only what a reader of the outer object would miss: the predicate's own members are read with the predicate.
    public override void Check(PlacedNode node, string name, Findings findings)
    {
        if (node is not PlacedObject) AddWrongType(node, name, "a predicate, which is an object", findings);
    }

    public override void WriteKeywords(Utf8JsonWriter writer) => writer.WriteString("$ref", "#/$defs/" + Definition);
}
