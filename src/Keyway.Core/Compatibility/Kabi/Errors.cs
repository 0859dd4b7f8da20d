// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;

namespace Keyway.Compatibility.Kabi;

/// <summary>Refusals about kernel ABIs: KW3330 to KW3379. That a module does not load is an answer, not a refusal.</summary>
internal static class Errors
{
    public static readonly ErrorCode KabiNotJsonCode = new("KW3330", ErrorKind.Usage, "kabi document is not JSON");
    public static readonly ErrorCode KabiMemberCode = new("KW3331", ErrorKind.Usage, "kabi document has a wrong member");
    public static readonly ErrorCode KabiTooLargeCode = new("KW3332", ErrorKind.Usage, "kabi document is too large");
    public static readonly ErrorCode NoKernelAbiCode = new("KW3333", ErrorKind.NotFound, "no kernel ABI there");

    public static KeywayException KabiNotJson(string document, Exception inner) => KeywayException.Of(
        KabiNotJsonCode,
        $"{document} is not a kabi document: {Shown(inner.Message)}",
        "write one with `keyway kabi extract`",
        inner: inner);

    public static KeywayException KabiMember(string document, string path, string found, string expected) => KeywayException.Of(
        KabiMemberCode,
        $"{document} has {Shown(found)} at {Shown(path)}: expected {expected}",
        "write the document with `keyway kabi extract`, or see spec/kabi/schema.json");

    public static KeywayException KabiTooLarge(string document, string found, string limit) => KeywayException.Of(
        KabiTooLargeCode,
        $"{document} has {found}: the limit is {limit}",
        "a kabi document describes one kernel; check that this is the right file");

    public static KeywayException NoKernelAbi(string place, string missing) => KeywayException.Of(
        NoKernelAbiCode,
        $"{place} shows no kernel ABI: {missing}",
        "name a kernel headers directory, a Module.symvers, a kernel image or a kabi document; for the running kernel, install its headers");

    // Hostile input must not fill a terminal.
    private static string Shown(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
