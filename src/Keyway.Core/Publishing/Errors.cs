// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Packages;

namespace Keyway.Publishing;

/// <summary>Refusals of this folder: KW1250 to KW1299.</summary>
internal static class Errors
{
    public static readonly ErrorCode SourceChangedCode = new("KW1250", ErrorKind.TryLater, "a file changed while it was packed");
    public static readonly ErrorCode NothingToPackCode = new("KW1251", ErrorKind.Usage, "nothing to pack");
    public static readonly ErrorCode TargetBusyCode = new("KW1252", ErrorKind.Busy, "another pack is writing there");
    public static readonly ErrorCode NotADirectoryTargetCode = new("KW1253", ErrorKind.Usage, "pack writes to an image-layout directory only");
    public static readonly ErrorCode NotAsDeclaredCode = new("KW1254", ErrorKind.VerificationRefused, "firmware is not what its manifest declares");

    public static readonly ErrorCode NoBuilderCode = new("KW2610", ErrorKind.Usage, "no builder for the provenance");

    public static readonly ErrorCode NoCommitCode = new("KW2611", ErrorKind.Usage, "no commit for the provenance");

    public static KeywayException NoBuilder(string? found) => KeywayException.Of(
        NoBuilderCode,
        found is null ? "nobody says which platform built the package" : $"the builder '{found}' is no absolute URI",
        "name the platform with --builder URI; inside GitHub Actions and GitLab CI it is known",
        "no provenance was written");

    public static KeywayException NoCommit(string repository, string? found) => KeywayException.Of(
        NoCommitCode,
        $"the source {repository} has {(found is null ? "no commit" : $"'{found}' for a commit")}, expected 40 or 64 lower-case hexadecimal digits",
        "name it with --commit, or in the manifest's build record",
        "no provenance was written");

    public static KeywayException SourceChanged(string path) => KeywayException.Of(
        SourceChangedCode,
        $"{path} changed while it was packed: size or time of change is another than when the directory was read",
        "let the build finish, then pack again",
        "no package was written");

    public static KeywayException NothingToPack(string root) => KeywayException.Of(
        NothingToPackCode,
        $"{root} has no payload for any ISA of `supported_hosts`",
        "put payloads where spec/package says, for instance under riscv64/userspace/; `keyway init` makes an example");

    public static KeywayException TargetBusy(string staging) => KeywayException.Of(
        TargetBusyCode,
        $"{staging} is in use: another process is packing to the same place",
        "wait until it has finished");

    public static KeywayException NotAsDeclared(SourceFile source, Digest declared, Digest actual) => KeywayException.Of(
        NotAsDeclaredCode,
        $"{source.SourcePath} is {actual}, but the manifest declares {declared}",
        "find out which image is meant before you change the manifest",
        "no package was written");

    public static KeywayException NotADirectoryTarget(string reference) => KeywayException.Of(
        NotADirectoryTargetCode,
        $"cannot pack to '{reference}': only an image-layout directory, oci:DIR[:TAG], can be packed to",
        "pack to a directory, then `keyway push` it to a registry or an archive");
}
