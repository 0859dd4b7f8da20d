// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Packages;

namespace Keyway.Publishing.Sbom;

/// <summary>Refusals of this folder: KW2750 to KW2799.</summary>
internal static class Errors
{
    public static readonly ErrorCode NoSuchBuildCode = new("KW2750", ErrorKind.NotFound, "no build for that ISA");

    public static KeywayException NoSuchBuild(DriverManifest manifest, Isa isa) => KeywayException.Of(
        NoSuchBuildCode,
        $"{manifest.Package} {manifest.Version} has no build for {isa.Word()}",
        "leave --isa out for the whole package; `keyway inspect` shows the builds there are");
}
