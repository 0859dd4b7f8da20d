// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.Json;
using Keyway.Artifacts;
using Keyway.Compatibility;
using Keyway.Versions;

namespace Keyway.Resolution.Explanations;

/// <summary>One answer to "what if": a fact and the value to assume. Written <c>FACT=VALUE</c>. Spec: spec/explanation §"Assumptions".</summary>
public sealed record Assumption(FactName Name, FactValue Value)
{
    /// <summary>Reads <c>FACT=VALUE</c>; <c>kernel</c>, <c>isa</c> and <c>page-size</c> stand for the facts everybody means by them.</summary>
    /// <exception cref="KeywayException">KW3151 not of that form; KW3152 not a value of that fact; KW3050 not a fact name; KW3004 not a kernel release.</exception>
    public static Assumption Parse(string text)
    {
        var sign = text.IndexOf('=', StringComparison.Ordinal);
        if (sign < 1) throw Errors.BadAssumption(text);
        var name = FactName.Parse(Long(text[..sign]));
        var value = ValueOf(name, text[(sign + 1)..]);
        if (name == FactNames.KernelRelease && value is FactValue.Text release) KernelRelease.Parse(release.Value);
        return new Assumption(name, value);
    }

    private static string Long(string name) => name switch
    {
        "kernel" => "kernel.release",
        "isa" => "isa.name",
        "page-size" => "memory.page-size",
        _ => name,
    };

    private static FactValue ValueOf(FactName name, string text) => FactOrigins.Of(name).Kind switch
    {
        _ when text == "null" => FactValue.Nothing,
        FactKind.Number => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1L << 53 ? FactValue.Of(number) : throw Errors.BadAssumedValue(name, text, "a whole number"),
        FactKind.Flag => bool.TryParse(text, out var flag) ? FactValue.Of(flag) : throw Errors.BadAssumedValue(name, text, "true or false"),
        FactKind.List when !text.StartsWith('[') => FactValue.Of(text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        FactKind.List => Json(name, text) as FactValue.List ?? throw Errors.BadAssumedValue(name, text, "a list"),
        FactKind.Map => Json(name, text) as FactValue.Map ?? throw Errors.BadAssumedValue(name, text, "a map"),
        _ => text.Length > 0 ? FactValue.Of(text) : throw Errors.BadAssumedValue(name, text, "a text"),
    };

    // As a facts document, whose reader knows every rule of values.
    private static FactValue? Json(FactName name, string text)
    {
        try
        {
            using var value = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 8 });
            var fact = $"\"value\":{value.RootElement.GetRawText()},\"source\":\"--assume\",\"method\":\"declared\",\"observedAt\":\"1970-01-01T00:00:00Z\"";
            var document = "{\"schemaVersion\":1,\"facts\":{\"" + name + "\":{" + fact + "}}}";
            return HostFacts.Parse(Encoding.UTF8.GetBytes(document), "--assume").Find(name)?.Value;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
