// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Keyway.Compatibility;

namespace Keyway.Hosts.Probe;

/// <summary>
/// Tells values from the words vendor programs print instead of one. "N/A" and "Not Supported" say that the device has no such thing: null.
/// Refusals, errors and deprecation notices say nothing about the device: unknown. Spec: spec/facts §"Words that are no values".
/// </summary>
internal static class SmiValue
{
    private static readonly string[] NotThere = ["N/A", "NA", "Not Supported", "Not Available", "Not Applicable"];
    private static readonly string[] NotSaid = ["deprecated", "error", "permission", "unknown", "blocked", "failed", "fault", "requires reset", "is lost", "unable to"];

    /// <summary>The text as a value: null when it says nothing, <see cref="FactValue.Null"/> when it says that there is nothing.</summary>
    public static FactValue? Text(string? text)
    {
        text = text?.Trim().Trim('[', ']');
        if (string.IsNullOrEmpty(text) || text.Length > 256) return null;
        if (NotThere.Contains(text, StringComparer.OrdinalIgnoreCase) || text.Contains("not supported", StringComparison.OrdinalIgnoreCase)) return FactValue.Nothing;
        return NotSaid.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)) ? null : FactValue.Of(text);
    }

    /// <summary>Enabled or Disabled as a truth value.</summary>
    public static FactValue? Switch(string? text) => Text(text) switch
    {
        FactValue.Text { Value: "Enabled" or "Yes" or "On" } => FactValue.Of(true),
        FactValue.Text { Value: "Disabled" or "No" or "Off" } => FactValue.Of(false),
        FactValue.Null nothing => nothing,
        _ => null,
    };

    /// <summary>A whole number.</summary>
    public static FactValue? Number(string? text) => Text(text) switch
    {
        FactValue.Text known when int.TryParse(known.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => FactValue.Of(number),
        FactValue.Null nothing => nothing,
        _ => null,
    };

    /// <summary>A UUID; one of only zeros names nothing.</summary>
    public static FactValue? Uuid(string? text) => Text(text) is FactValue.Text known && known.Value.All(c => c is '0' or '-') ? FactValue.Nothing : Text(text);

    /// <summary>A value that must be there as text to be of use.</summary>
    public static string? Word(string? text) => Text(text) is FactValue.Text known ? known.Value : null;
}
