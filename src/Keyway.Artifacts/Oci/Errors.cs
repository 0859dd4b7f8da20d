// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Oci;

/// <summary>Refusals of this folder: KW1100 to KW1199.</summary>
internal static partial class Errors
{
    public static readonly ErrorCode BadReferenceCode = new("KW1101", ErrorKind.Usage, "not a reference");
    public static readonly ErrorCode BadTagCode = new("KW1102", ErrorKind.Usage, "not a tag");
    public static readonly ErrorCode NotALayoutCode = new("KW1103", ErrorKind.NotFound, "not an image layout");
    public static readonly ErrorCode BrokenLayoutCode = new("KW1104", ErrorKind.VerificationRefused, "broken image layout");
    public static readonly ErrorCode LayoutBusyCode = new("KW1105", ErrorKind.Busy, "image layout in use");
    public static readonly ErrorCode NoSuchManifestCode = new("KW1106", ErrorKind.NotFound, "no such tag or manifest");
    public static readonly ErrorCode AmbiguousReferenceCode = new("KW1107", ErrorKind.Usage, "reference picks no single manifest");
    public static readonly ErrorCode BadManifestCode = new("KW1108", ErrorKind.VerificationRefused, "unreadable manifest");
    public static readonly ErrorCode DocumentTooLargeCode = new("KW1109", ErrorKind.VerificationRefused, "document too large");
    public static readonly ErrorCode NoSuchContentCode = new("KW1110", ErrorKind.NotFound, "content missing");
    public static readonly ErrorCode IncompleteManifestCode = new("KW1111", ErrorKind.VerificationRefused, "manifest before its content");

    public static readonly ErrorCode GraphTooLargeCode = new("KW1112", ErrorKind.VerificationRefused, "artifact too large to be one");
    public static readonly ErrorCode OtherDigestCode = new("KW1113", ErrorKind.Usage, "target names another digest");
    public static readonly ErrorCode SeveralTagsCode = new("KW1114", ErrorKind.Usage, "source has several tags");

    public static KeywayException BadReference(string text, string reason, string hint) => KeywayException.Of(
        BadReferenceCode,
        $"'{text}' is not a reference: {reason}",
        hint);

    public static KeywayException BadTag(string tag) => KeywayException.Of(
        BadTagCode,
        $"'{tag}' is not a tag: expected 1 to 128 letters, digits, '_', '.' or '-', not starting with '.' or '-'",
        tag.Contains('+', StringComparison.Ordinal) ? $"a tag cannot carry '+': write '_' in its place, as in {tag.Replace('+', '_')}" : "choose another tag");

    public static KeywayException NotALayout(string path) => KeywayException.Of(
        NotALayoutCode,
        $"'{path}' is not an OCI image layout: it has no oci-layout file",
        "check the path; `keyway pack` and `keyway pull` write layouts");

    public static KeywayException BrokenLayout(string path, string reason, Exception? inner = null) => KeywayException.Of(
        BrokenLayoutCode,
        $"the image layout '{path}' is broken: {reason}",
        "get the layout again from where it came from",
        inner: inner);

    public static KeywayException LayoutBusy(string path, TimeSpan waited) => KeywayException.Of(
        LayoutBusyCode,
        $"another program has been writing to the image layout '{path}' for {waited.TotalSeconds:0} seconds",
        "wait for it to finish, then run the same command again",
        "the content that was stored stays; the layout's index is unchanged");

    public static KeywayException NoSuchManifest(string repository, string selector) => KeywayException.Of(
        NoSuchManifestCode,
        $"{repository} has no manifest {selector}",
        $"`keyway list {repository}` shows the tags there are");

    public static KeywayException AmbiguousReference(string repository, IReadOnlyCollection<string> choices) => KeywayException.Of(
        AmbiguousReferenceCode,
        choices.Count == 0 ? $"{repository} holds no manifest at all" : $"{repository} holds {choices.Count} manifests and the reference names none of them",
        choices.Count == 0 ? "push or pack something into it first" : $"add one of these to the reference: {string.Join(", ", choices.Take(8))}{(choices.Count > 8 ? ", …" : "")}");

    public static KeywayException BadManifest(string repository, Digest digest, string reason, Exception? inner = null) => KeywayException.Of(
        BadManifestCode,
        $"the manifest {digest} of {repository} is unreadable: {reason}",
        "the publisher has to fix it; its digest is right, so trying again does not help",
        inner: inner);

    public static KeywayException DocumentTooLarge(string what, long size, long limit) => KeywayException.Of(
        DocumentTooLargeCode,
        $"{what} has {size} bytes, more than the {limit} that a document may have",
        "if this is a layer, it was published under a manifest's media type; ask the publisher");

    public static KeywayException NoSuchContent(string repository, Descriptor descriptor) => KeywayException.Of(
        NoSuchContentCode,
        $"{repository} has no content {descriptor.Digest} ({descriptor.MediaType}, {descriptor.Size} bytes), although a manifest names it",
        "the repository is incomplete; push the artifact to it again");

    public static KeywayException IncompleteManifest(string repository, Digest manifest, Descriptor missing) =>
        IncompleteManifest(repository, manifest, $"it names {missing.Digest} ({missing.MediaType}), which is not there");

    public static KeywayException IncompleteManifest(string repository, Digest manifest, string reason) => KeywayException.Of(
        IncompleteManifestCode,
        $"{repository} cannot take the manifest {manifest}: {reason}",
        "push the blobs and the child manifests first");

    public static KeywayException GraphTooLarge(string repository, string reason) => KeywayException.Of(
        GraphTooLargeCode,
        $"the artifact in {repository} is larger than any real one: {reason}",
        "ask its publisher; nothing was copied",
        "content that was already there stays as it was");

    public static KeywayException OtherDigest(ArtifactReference target, Digest actual) => KeywayException.Of(
        OtherDigestCode,
        $"{target} cannot become the name of {actual}: its digest says otherwise",
        "leave the digest out of the target");

    public static KeywayException SeveralTags(ArtifactReference source, IReadOnlyCollection<string> tags) => KeywayException.Of(
        SeveralTagsCode,
        $"{source} has {tags.Count} tags and neither side of the copy names one",
        $"add one of these to the source, or a tag to the target: {string.Join(", ", tags.Take(8).Select(tag => $":{tag}"))}{(tags.Count > 8 ? ", …" : "")}",
        "nothing was copied");
}
