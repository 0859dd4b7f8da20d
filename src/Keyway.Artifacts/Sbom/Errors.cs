// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom;

/// <summary>Refusals of this folder: KW2700 to KW2749.</summary>
internal static class Errors
{
    public static readonly ErrorCode UnreadableCode = new("KW2700", ErrorKind.VerificationRefused, "SBOM is no sound JSON");
    public static readonly ErrorCode TooLargeCode = new("KW2701", ErrorKind.VerificationRefused, "SBOM too large");
    public static readonly ErrorCode UnknownFormatCode = new("KW2702", ErrorKind.VerificationRefused, "no SBOM format that is read");
    public static readonly ErrorCode MalformedCode = new("KW2703", ErrorKind.VerificationRefused, "malformed SBOM");
    public static readonly ErrorCode AmbiguousCode = new("KW2704", ErrorKind.VerificationRefused, "two components under one id");
    public static readonly ErrorCode NothingToMergeCode = new("KW2705", ErrorKind.Usage, "nothing to merge");

    public static KeywayException Unreadable(string source, string reason, Exception inner) => KeywayException.Of(
        UnreadableCode,
        $"{source} is no sound JSON document: {reason}",
        "get the document again from who made it; SPDX and CycloneDX are read as JSON only",
        inner: inner);

    public static KeywayException TooLarge(string source, string what, long limit) => KeywayException.Of(
        TooLargeCode,
        $"{source} has {what}, more than the limit of {limit}",
        "split the document, or ask who made it why it is so large");

    public static KeywayException UnknownFormat(string source, string found) => KeywayException.Of(
        UnknownFormatCode,
        $"{source} is no SBOM that is read here: {found}",
        "read are CycloneDX 1.2 to 1.7, SPDX 2.2 and 2.3, SPDX 3.0.0 and 3.0.1, each as JSON");

    public static KeywayException Malformed(string source, string path, string problem) => KeywayException.Of(
        MalformedCode,
        $"{source} is malformed at {path}: {problem}",
        "who made it has to correct it; a schema validator of the format shows the same place");

    public static KeywayException Ambiguous(string source, string id) => KeywayException.Of(
        AmbiguousCode,
        $"{source} has two components with the id '{Shown(id)}'",
        "who made it has to correct it: nobody can tell which of them a relation means");

    public static KeywayException NothingToMerge() => KeywayException.Of(
        NothingToMergeCode,
        "a merge needs at least one SBOM",
        "name the files to merge");

    // Text of a hostile document must not reach a terminal as it is.
    internal static string Shown(string text)
    {
        var plain = string.Concat(text.Take(200).Select(letter => char.IsControl(letter) ? '?' : letter));
        return text.Length > 200 ? plain + "…" : plain;
    }
}
