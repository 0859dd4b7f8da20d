// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts;

namespace Keyway.Versions;

/// <summary>Refusals of this folder: KW3000 to KW3049.</summary>
internal static class Errors
{
    public static readonly ErrorCode BadStackVersionCode = new("KW3000", ErrorKind.Usage, "not a stack version");
    public static readonly ErrorCode BadTagCode = new("KW3001", ErrorKind.Usage, "not the tag of a stack version");
    public static readonly ErrorCode AnnotationMissingCode = new("KW3002", ErrorKind.NotFound, "hashed tag without version annotation");
    public static readonly ErrorCode AnnotationOfAnotherTagCode = new("KW3003", ErrorKind.VerificationRefused, "version annotation of another tag");
    public static readonly ErrorCode BadKernelReleaseCode = new("KW3004", ErrorKind.Usage, "not a kernel release");
    public static readonly ErrorCode BadKernelSpecCode = new("KW3005", ErrorKind.Usage, "not a kernel spec");
    public static readonly ErrorCode BadComponentVersionCode = new("KW3006", ErrorKind.Usage, "not a version of the declared scheme");
    public static readonly ErrorCode BadVersionRangeCode = new("KW3007", ErrorKind.Usage, "not a version range");
    public static readonly ErrorCode UnknownSchemeCode = new("KW3008", ErrorKind.Usage, "unknown version scheme");

    private const int ShownLength = 64;

    public static KeywayException BadStackVersion(string text, SyntaxFault fault) => KeywayException.Of(
        BadStackVersionCode,
        $"{Shown(text)} is not a stack version: {Where(text, fault)}",
        "write it like v2.3.1, 2.4.0-rc.1 or v2.3.1+kern5.19+nvf-fusion1 (spec/version)");

    public static KeywayException BadTag(string tag, SyntaxFault fault) => KeywayException.Of(
        BadTagCode,
        $"tag {Shown(tag)} is not the tag of a stack version: {Where(tag, fault)}",
        "name the artifact by digest, or use the tag that `keyway version tag` prints for its version");

    public static KeywayException AnnotationMissing(string tag) => KeywayException.Of(
        AnnotationMissingCode,
        $"tag {Shown(tag)} holds only a hash of its version, and the manifest has no {StackVersionTag.VersionAnnotation} annotation",
        "publish the artifact again with Keyway, which writes the annotation");

    public static KeywayException AnnotationOfAnotherTag(string tag, string annotation, string expectedTag) => KeywayException.Of(
        AnnotationOfAnotherTagCode,
        $"annotation {StackVersionTag.VersionAnnotation} says {Shown(annotation)}, whose tag is {expectedTag}, but the manifest was tagged {Shown(tag)}",
        "the tag was moved or the manifest altered: name the artifact by digest and verify its signature");

    public static KeywayException BadKernelRelease(string text, SyntaxFault fault) => KeywayException.Of(
        BadKernelReleaseCode,
        $"{Shown(text)} is not a kernel release: {Where(text, fault)}",
        "copy it from `uname -r`, like 6.12.107+deb13-riscv64 or 6.8.0-1028-nvidia-64k");

    public static KeywayException BadKernelSpec(string text, SyntaxFault fault) => KeywayException.Of(
        BadKernelSpecCode,
        $"{Shown(text)} is not a kernel spec: {Where(text, fault)}",
        "write it like 5.19+, 6.8.x, '>=5.15 <6.9', 6.8.0-*-nvidia* or =6.8.0-1028-nvidia-64k, with ' || ' between alternatives");

    public static KeywayException BadComponentVersion(VersionScheme scheme, string text, SyntaxFault fault) => KeywayException.Of(
        BadComponentVersionCode,
        $"{Shown(text)} is not a version of scheme {scheme.Name()}: {Where(text, fault)}",
        $"write it like {SchemeRules.Of(scheme).Example}, or declare another scheme: {VersionSchemes.ValidNames}");

    public static KeywayException BadVersionRange(VersionScheme scheme, string text, SyntaxFault fault) => KeywayException.Of(
        BadVersionRangeCode,
        $"{Shown(text)} is not a version range of scheme {scheme.Name()}: {Where(text, fault)}",
        SchemeRules.Of(scheme).IsOrdered
            ? $"write it like '>={SchemeRules.Of(scheme).Example}' or {SchemeRules.Of(scheme).Example}, with spaces for and, ' || ' for or"
            : $"write it like {SchemeRules.Of(scheme).Example}, with ' || ' for or; to order versions, declare the scheme the vendor uses");

    public static KeywayException UnknownScheme(string text) => KeywayException.Of(
        UnknownSchemeCode,
        $"{Shown(text)} is not a version scheme: column 1: expected one of {VersionSchemes.ValidNames}",
        "declare the scheme the component's vendor uses; opaque compares for equality only");

    private static string Where(string text, SyntaxFault fault)
    {
        var found = fault.Position < text.Length ? Shown(CharacterAt(text, fault.Position)) : "the end";
        return $"column {fault.Position + 1}: expected {fault.Expected}; found {found}";
    }

    private static string CharacterAt(string text, int position) =>
        char.IsHighSurrogate(text[position]) && position + 1 < text.Length ? text.Substring(position, 2) : text[position].ToString();

    // The text may be hostile: it reaches terminals and logs, so only printable ASCII passes and the length is bounded.
    private static string Shown(string text)
    {
        StringBuilder shown = new("'");
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, ShownLength)))
            if (c is >= ' ' and <= '~') shown.Append(c);
            else shown.Append($"\\u{(int)c:x4}");
        return shown.Append(text.Length > ShownLength ? $"…' ({text.Length} characters)" : "'").ToString();
    }
}
