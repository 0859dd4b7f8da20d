// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;

namespace Keyway.Compatibility;

/// <summary>Refusals of this folder: KW3050 to KW3099.</summary>
internal static class Errors
{
    public static readonly ErrorCode BadFactNameCode = new("KW3050", ErrorKind.Usage, "not a fact name");
    public static readonly ErrorCode FactsNotJsonCode = new("KW3051", ErrorKind.Usage, "facts document is not JSON");
    public static readonly ErrorCode FactsMemberCode = new("KW3052", ErrorKind.Usage, "facts document has a wrong member");
    public static readonly ErrorCode FactsTooLargeCode = new("KW3053", ErrorKind.Usage, "facts document is too large");
    public static readonly ErrorCode BadSymbolsCode = new("KW3054", ErrorKind.Usage, "not a kernel symbol table");

    public static string NameRule { get; } = $"lower-case words of letters, digits and inner hyphens joined by dots, at most {FactName.MaximumLength} characters";

    public static KeywayException BadFactName(string text) => KeywayException.Of(
        BadFactNameCode,
        $"'{Shown(text)}' is not a fact name: expected {NameRule}",
        "see spec/facts for the names, for example kernel.release");

    public static KeywayException FactsNotJson(string document, Exception inner) => KeywayException.Of(
        FactsNotJsonCode,
        $"{document} is not a facts document: {inner.Message}",
        "write one with `keyway probe --json`",
        inner: inner);

    public static KeywayException FactsMember(string document, string path, string found, string expected) => KeywayException.Of(
        FactsMemberCode,
        $"{document} has {Shown(found)} at {Shown(path)}: expected {expected}",
        "write the document with `keyway probe --json`, or see spec/facts/schema.json");

    public static KeywayException FactsTooLarge(string document, string found, string limit) => KeywayException.Of(
        FactsTooLargeCode,
        $"{document} has {Shown(found)}: the limit is {limit}",
        "a facts document describes one host; check that this is the right file");

    public static KeywayException BadSymbols(string source, int line, string problem) => KeywayException.Of(
        BadSymbolsCode,
        $"{source}({line}): {problem}; expected `0xCRC symbol vmlinux|module EXPORT_SYMBOL[_GPL]` separated by tabs",
        "give the Module.symvers of the kernel that runs on the host");

    // Hostile input must not fill a terminal.
    private static string Shown(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
