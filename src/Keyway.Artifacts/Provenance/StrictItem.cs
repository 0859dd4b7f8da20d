// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Artifacts.Provenance;

/// <summary>A place in a foreign document that is to be read as an object.</summary>
internal readonly record struct StrictItem(JsonElement Element, string Path, Func<string, string, string, KeywayException> Refusal)
{
    public StrictObject AsObject(params ReadOnlySpan<string> known) => new(Element, Path, known, Refusal);
}
