// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>The human form of <see cref="TrustDocument"/>. The names are foreign text and are shown without control characters.</summary>
internal static class TrustText
{
    public static void Write(TrustDocument document, TextWriter output)
    {
        WriteAuthorities("certificate authorities", document.CertificateAuthorities, output);
        WriteLogs("transparency logs", document.Logs, output);
        WriteLogs("certificate logs", document.CertificateLogs, output);
        WriteAuthorities("timestamp authorities", document.TimestampAuthorities, output);
    }

    private static void WriteAuthorities(string title, IReadOnlyList<TrustDocument.Authority> authorities, TextWriter output)
    {
        output.WriteLine(title);
        TextColumns columns = new();
        foreach (var one in authorities) columns.Add($"  {InspectText.Safe(one.Address)}", Period(one.From, one.Until, one.IsCurrent), InspectText.Safe(string.Join(" < ", one.Chain)));
        columns.Write(output);
    }

    private static void WriteLogs(string title, IReadOnlyList<TrustDocument.TrustedLog> logs, TextWriter output)
    {
        output.WriteLine(title);
        TextColumns columns = new();
        foreach (var one in logs) columns.Add($"  {InspectText.Safe(one.Address)}", Period(one.From, one.Until, one.IsCurrent), $"{one.LogId[..Math.Min(16, one.LogId.Length)]} {one.KeyKind ?? "unusable: " + InspectText.Safe(one.Unusable ?? "no key")}");
        columns.Write(output);
    }

    private static string Period(DateTimeOffset from, DateTimeOffset? until, bool isCurrent) =>
        $"{from.UtcDateTime:yyyy-MM-dd} to {(until is { } end ? $"{end.UtcDateTime:yyyy-MM-dd}" : "now")}{(isCurrent ? "" : " (not now)")}";
}
