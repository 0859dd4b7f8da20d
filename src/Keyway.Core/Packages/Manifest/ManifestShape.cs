// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Versions;

namespace Keyway.Packages.Manifest;

/// <summary>The shape of the whole manifest. Members are in canonical order. Spec: spec/manifest.</summary>
internal static class ManifestShape
{
    private const int MaxItems = 1024;

    // Static initialisers run in the order of the text: parts first.
    private static readonly WordShape IsaWord = new([.. WordConverter<Isa>.Words]) { Description = "Instruction set" };

    private static readonly WordShape Region = new(Regions.Codes) { Description = "an ISO 3166-1 alpha-2 code such as DE" };

    private static readonly ObjectShape SupportedHost = Object(
        Required("isa", IsaWord),
        Required("kernels", new ArrayShape(ManifestTexts.KernelSpecText, 1, MaxItems) { Description = "Kernel specs, of which one must hold" }),
        Optional("pageSizes", new ArrayShape(new NumberChoiceShape([4096, 16384, 65536]), 1, 3) { Description = "Kernel page sizes in bytes the payloads work with" }),
        Optional("glibcFloor", new TextShape("^2[.][0-9]{1,3}([.][0-9]{1,3})?$", 8) { Description = "Oldest GNU C library the userspace payload runs on", Valid = "a version like 2.36" }));

    private static readonly UnionShape Payload = new("kind",
    [
        ("kernel-module", Case(
            "kernel-module",
            Required("isa", IsaWord),
            Required("release", ManifestTexts.Release),
            Required("vermagic", new TextShape("^[!-~]+( [!-~]+)*$", 256) { Description = "Full vermagic of every module of this release", Valid = "what modinfo -F vermagic prints, without the space at the end" }))),
        ("dkms", Case("dkms", Required("name", new TextShape("^[A-Za-z0-9_][A-Za-z0-9._+-]*$", 64) { Description = "DKMS package: the directory dkms/NAME", Valid = "letters, digits, '.', '_', '+', '-'" }))),
        ("userspace", Case(
            "userspace",
            Required("isa", IsaWord),
            Optional("hostLibraries", new ArrayShape(ManifestTexts.Token("SONAME of a library", 256), 1, MaxItems) { Description = "Shared libraries the host must bring, beyond those of the GNU C library" }))),
        ("firmware", Case("firmware", Required("file", ManifestTexts.FilePath("The file of an entry of firmware")))),
    ]);

    private static readonly ObjectShape Firmware = Object(
        Required("file", ManifestTexts.FilePath("Path under firmware/")),
        Required("sha256", new TextShape("^[0-9a-f]{64}$", 64) { Description = "SHA-256 of the file", Valid = "64 lower-case hexadecimal digits, as sha256sum prints them" }),
        Required("rev", ManifestTexts.Token("Revision, a version of the scheme", ComponentVersion.MaxLength)),
        Optional("component", ManifestTexts.Name("What the firmware runs on: nvswitch, gpu.vbios")),
        Optional("scheme", new WordShape([.. Enum.GetValues<VersionScheme>().Select(scheme => scheme.Name())]) { Description = "Version scheme of every revision of this entry; absent means opaque" }),
        Optional("size", new NumberShape(0, long.MaxValue) { Description = "Size in bytes" }),
        Optional("upgradeFrom", new ArrayShape(new TextShape("^[ -~]+$", 256) { Valid = "a range of the scheme, like '>=v10 <v12'" }, 1, MaxItems) { Description = "Revisions from which a device may go straight to this one" }),
        Optional("antiRollback", ManifestTexts.Token("Oldest revision a device still accepts once this one has run", ComponentVersion.MaxLength)),
        Optional("activation", new WordShape([.. WordConverter<FirmwareActivation>.Words]) { Description = "What a host must go through before the image runs" }));

    private static readonly ObjectShape Export = Object(
        Required("class", new TextShape("^[0-9A-Z][0-9A-Za-z.-]*$", 32) { Description = "Export classification: EAR99, 5A992.c, 3A090", Valid = "a classification like EAR99, 5A992.c or 3A090" }),
        Optional("allowedRegions", new ArrayShape(Region, 1, 300) { Description = "Only these; absent means every region that is not denied" }),
        Optional("deniedRegions", new ArrayShape(Region, 1, 300) { Description = "Never these" }));

    private static readonly ObjectShape Support = Object(
        Optional("endOfLife", ManifestTexts.Date("Last day with fixes")),
        Optional("longTermAvailability", Object(
            Required("until", ManifestTexts.Date("Last day on which the package is promised to be downloadable")),
            Optional("by", ManifestTexts.Line("Who promises it")))));

    private static readonly ObjectShape Build = Object(
        Optional("toolchain", Object([.. IsaWord.Words.Select(isa => Optional(isa, ManifestTexts.Line("Toolchain of this ISA, in the words of its --version")))])),
        Optional("cflags", Flags("CFLAGS, one word an item")),
        Optional("ldflags", Flags("LDFLAGS, one word an item")),
        Optional("source", Object(
            Required("repository", ManifestTexts.Token("Address of the source repository", 1024)),
            Required("revision", ManifestTexts.Token("Commit or another immutable name of the revision", 256)))),
        Optional("sourceDateEpoch", new NumberShape(0, 253402300799) { Description = "SOURCE_DATE_EPOCH: seconds since 1970" }));

    public static ObjectShape Root { get; } = Object(
        Optional("schemaVersion", new NumberShape(DriverManifest.CurrentSchemaVersion, DriverManifest.CurrentSchemaVersion) { Description = "Absent in the minimal form" }),
        Required("package", ManifestTexts.Name("Name of the package")),
        Required("version", ManifestTexts.Version),
        Optional("description", ManifestTexts.Line("What it is, in one line")),
        Optional("vendor", ManifestTexts.Line("Who makes it")),
        Optional("homepage", new TextShape("^https?://[!-~]+$", 1024) { Description = "Where to read more", Valid = "an http or https address" }),
        Optional("licence", new LicenceShape { Description = "SPDX licence expression of the whole package; lint and pack refuse a package without one" }),
        Required("supported_hosts", new ArrayShape(SupportedHost, 1, MaxItems) { Description = "Hosts this package is meant for" }),
        Optional("nvlink_capabilities", new ArrayShape(ManifestTexts.Name("Interconnect profile: fusion-1.0, coherent-cache"), 0, MaxItems)),
        Optional("payloads", new ArrayShape(Payload, 1, MaxItems) { Description = "What the package carries; absent means that the directory decides" }),
        Optional("firmware", new ArrayShape(Firmware, 0, MaxItems) { Description = "Firmware images" }),
        Optional("export", Export),
        Optional("support", Support),
        Optional("build", Build),
        Optional("sbom", ManifestTexts.FilePath("Path of the software bill of materials")),
        Optional("signature", ManifestTexts.FilePath("Path of a detached signature")));

    private static ArrayShape Flags(string description) =>
        new(ManifestTexts.Line("One word") with { MaxLength = 4096 }, 1, MaxItems) { Description = description, AllowsRepeats = true };

    private static ObjectShape Case(string kind, params ImmutableArray<MemberShape> members) => Object([Required("kind", new WordShape([kind])), .. members]);

    private static ObjectShape Object(params ImmutableArray<MemberShape> members) => new(members);

    private static MemberShape Required(string name, Shape shape) => new(name, shape, IsRequired: true);

    private static MemberShape Optional(string name, Shape shape) => new(name, shape, IsRequired: false);
}
