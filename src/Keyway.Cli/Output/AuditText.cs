// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Keyway.Audit;

namespace Keyway.Cli.Output;

/// <summary>Audit trails for people.</summary>
internal static class AuditText
{
    public static void Write(IEnumerable<AuditedEntry> shown, TextWriter output)
    {
        foreach (var (index, _, entry) in shown)
        {
            var time = entry.Time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            output.WriteLine($"{index}  {time}  {Word(entry.Action)} {Word(entry.Decision)}  {Clean(entry.Subject.Reference)}{(entry.Subject.Digest is { } digest ? $"  {digest}" : "")}");
            foreach (var reason in entry.Reasons) output.WriteLine($"    {(reason.Code is { } code ? $"{Clean(code)}: " : "")}{Clean(reason.Text)}");
        }
    }

    public static void Write(AuditVerifyDocument document, TextWriter output)
    {
        output.WriteLine($"{document.Trail}: {document.Size} decisions, {document.Admitted} admitted, {document.Refused} refused, intact");
        output.WriteLine($"signed by {document.Vkey}");
        if (document.TimesSetBack > 0) output.WriteLine($"the clock was set back {document.TimesSetBack} times");
        if (document.Unlogged.Count > 0) output.WriteLine($"{document.Unlogged.Count} documents are not in the log: recorded in the moment in which the program or machine died, or put there by others");
    }

    private static string Word<T>(T value)
        where T : struct, Enum => string.Concat(value.ToString().Select((letter, at) => char.IsUpper(letter) && at > 0 ? $"-{char.ToLowerInvariant(letter)}" : char.ToLowerInvariant(letter).ToString()));

    // Others wrote these texts: they must not move the cursor.
    private static string Clean(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? (char)0xfffd : letter));
}
