// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Artifacts.Oci;

namespace Keyway.Distribution;

/// <summary>Refusals of this folder: KW1500 to KW1549.</summary>
internal static class Errors
{
    private const string NothingInstalled = "only metadata was read; nothing was changed";

    public static readonly ErrorCode NoSuchPackageCode = new("KW1501", ErrorKind.NotFound, "no package under that tag or digest");

    public static readonly ErrorCode NotAPackageCode = new("KW1502", ErrorKind.VerificationRefused, "the artifact is not a driver package");

    public static readonly ErrorCode InconsistentPackageCode = new("KW1503", ErrorKind.VerificationRefused, "index, manifests and configs of a package contradict each other");

    public static KeywayException NoSuchPackage(IOciRepository repository, string tagOrDigest) => KeywayException.Of(
        NoSuchPackageCode,
        $"{repository.Name} has nothing under '{tagOrDigest}'",
        $"`keyway list {repository.Name}` shows what is there",
        NothingInstalled);

    public static KeywayException NotAPackage(IOciRepository repository, Descriptor found, string why) => KeywayException.Of(
        NotAPackageCode,
        $"{found.Digest} in {repository.Name} is not a driver package: {why}",
        "name the index that `keyway push` printed; `keyway inspect` shows what this one is",
        NothingInstalled);

    public static KeywayException Inconsistent(IOciRepository repository, Descriptor index, string problem) => KeywayException.Of(
        InconsistentPackageCode,
        $"package {index.Digest} in {repository.Name} contradicts itself: {problem}",
        "pack and push it again, or fetch it from a source you trust",
        NothingInstalled);

    public static readonly ErrorCode BadCatalogueCode = new("KW1510", ErrorKind.VerificationRefused, "not a sound catalogue file");

    public static KeywayException BadCatalogue(string file, string problem, Exception? inner = null) => KeywayException.Of(
        BadCatalogueCode,
        $"{file} is not a sound catalogue: it has {problem}",
        "build it again with `keyway catalogue build`",
        "nothing was resolved",
        inner);
}
