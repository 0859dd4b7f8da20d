// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Keyway.Versions;

/// <summary>
/// An OCI tag read as a version. Up to 128 characters the tag is the version with <c>_</c> for <c>+</c> and back; beyond, it is
/// <c>core_h-hash</c> and the full text is in the manifest's <c>org.opencontainers.image.version</c> annotation. Spec: spec/version §"Tags".
/// </summary>
public sealed class StackVersionTag
{
    /// <summary>Where the full text of a hashed tag is.</summary>
    public const string VersionAnnotation = "org.opencontainers.image.version";

    private const int MaxTagLength = 128;
    private const int HashLength = 16;
    private const string HashMark = "_h-";

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    private readonly string tag;

    private StackVersionTag(string tag, StackVersion? version) => (this.tag, Version) = (tag, version);

    /// <summary>The version; null for a hashed tag, until <see cref="Resolve"/> gets the annotation.</summary>
    public StackVersion? Version { get; }

    /// <summary>True when only the annotation holds the full version.</summary>
    [MemberNotNullWhen(false, nameof(Version))]
    public bool IsHashed => Version is null;

    /// <summary>Reads a tag.</summary>
    /// <exception cref="Artifacts.KeywayException">KW3001: not the tag of a stack version.</exception>
    public static StackVersionTag Parse(string tag) => TryRead(tag, out var parsed, out var fault) ? parsed : throw Errors.BadTag(tag, fault);

    /// <summary>Reads a tag; false for one that no stack version has.</summary>
    public static bool TryParse([NotNullWhen(true)] string? tag, [NotNullWhen(true)] out StackVersionTag? parsed)
    {
        parsed = null;
        return tag is not null && TryRead(tag, out parsed, out _);
    }

    /// <summary>The version, given the value of <see cref="VersionAnnotation"/> (null when the manifest has none; only a hashed tag needs it).</summary>
    /// <exception cref="Artifacts.KeywayException">KW3002: the annotation is needed and absent; KW3003: it belongs to another tag.</exception>
    public StackVersion Resolve(string? annotation)
    {
        if (annotation is null) return Version ?? throw Errors.AnnotationMissing(tag);
        var version = StackVersion.Parse(annotation);
        return version.ToTag() == tag ? version : throw Errors.AnnotationOfAnotherTag(tag, annotation, version.ToTag());
    }

    public override string ToString() => tag;

    internal static string Write(StackVersion version, string text) =>
        text.Length <= MaxTagLength ? text.Replace('+', '_') : version.CoreText + HashMark + Hash(text);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)))[..HashLength];

    private static bool TryRead(string tag, [NotNullWhen(true)] out StackVersionTag? parsed, out SyntaxFault fault)
    {
        parsed = null;
        fault = new SyntaxFault(MaxTagLength, "the end: at most 128 characters");
        if (tag.Length > MaxTagLength) return false;
        var plus = tag.IndexOf('+', StringComparison.Ordinal);
        fault = new SyntaxFault(plus, "'_' where the version has '+'");
        if (plus >= 0) return false;
        var isHashed = tag.Contains(HashMark, StringComparison.Ordinal);
        parsed = isHashed ? ReadHashed(tag, out fault) : ReadPlain(tag, out fault);
        return parsed is not null;
    }

    private static StackVersionTag? ReadPlain(string tag, out SyntaxFault fault) =>
        StackVersionSyntax.TryRead(tag.Replace('_', '+'), out var version, out fault) ? new StackVersionTag(tag, version) : null;

    private static StackVersionTag? ReadHashed(string tag, out SyntaxFault fault)
    {
        var mark = tag.IndexOf(HashMark, StringComparison.Ordinal);
        if (!StackVersionSyntax.TryRead(tag[..mark], out var core, out fault)) return null;
        fault = new SyntaxFault(core.CoreText.Length, "'_h-' right after the core");
        if (core.CoreText.Length != mark) return null;
        var hash = tag.AsSpan(mark + HashMark.Length);
        fault = new SyntaxFault(mark + HashMark.Length, "16 lower-case hexadecimal digits and the end");
        return hash.Length == HashLength && !hash.ContainsAnyExcept(LowerHex) ? new StackVersionTag(tag, version: null) : null;
    }
}
