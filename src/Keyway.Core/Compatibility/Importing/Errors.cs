// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;

namespace Keyway.Compatibility.Importing;

/// <summary>Refusals of this folder: KW3290 to KW3329.</summary>
internal static class Errors
{
    public static readonly ErrorCode TooLargeCode = new("KW3290", ErrorKind.Usage, "document to import is too large");
    public static readonly ErrorCode NotTextCode = new("KW3291", ErrorKind.Usage, "document to import is not text");
    public static readonly ErrorCode BadYamlCode = new("KW3292", ErrorKind.Usage, "document to import is not YAML that is read");
    public static readonly ErrorCode BadShapeCode = new("KW3293", ErrorKind.Usage, "document to import has another form");

    public static KeywayException TooLarge(string document, string found, string limit) => KeywayException.Of(
        TooLargeCode,
        $"{document} has {found}: the limit is {limit}",
        "check that this is the right file, or import it in parts");

    public static KeywayException NotText(string document, long offset) => KeywayException.Of(
        NotTextCode,
        $"{document} has bytes that are no UTF-8 text at offset {offset}: expected UTF-8 without zero bytes",
        "give the text file itself, not an archive of it");

    public static KeywayException BadYaml(string document, long line, long column, string problem, string valid) => KeywayException.Of(
        BadYamlCode,
        $"{document}({line},{column}): {Shown(problem)}; expected {valid}",
        "aliases, tags and duplicate keys are refused: write the values out");

    public static KeywayException BadShape(string document, long line, string found, string expected) => KeywayException.Of(
        BadShapeCode,
        $"{document}({line}): {Shown(found)}; expected {expected}",
        "check that --from names the format of this file; spec/matrix/importing.md describes each");

    // Hostile input must not fill a terminal, or steer it.
    internal static string Shown(string text) => string.Concat((text.Length <= 160 ? text : text[..160] + "…").Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
}
