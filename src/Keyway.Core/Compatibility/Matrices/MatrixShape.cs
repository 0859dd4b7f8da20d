// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility.Predicates;
using Keyway.Packages.Manifest;
using Keyway.Versions;

namespace Keyway.Compatibility.Matrices;

/// <summary>The shape of a matrix, from which its reader and its schema are made. Members are in canonical order. Spec: spec/matrix.</summary>
internal static class MatrixShape
{
    private const int MaxEntries = 4096;

    private static readonly TextShape Id = ManifestTexts.Name("Unique in the document; what overrides name");

    private static readonly TextShape DigestText = new("^sha256:[0-9a-f]{64}$", 71) { Valid = "sha256: and 64 lower-case hexadecimal digits" };

    private static readonly TextShape SemVerRange = new("^[ -~]+$", 1024)
    {
        Description = "A semver range over the cores of versions",
        Valid = "a range like '>=2.3.0 <3.0.0'",
        Rule = text => VersionRange.TryParse(VersionScheme.SemVer, text, out _) ? null : new(0, "a range like '>=2.3.0 <3.0.0'"),
    };

    private static readonly ObjectShape Applies = Object(
        Optional("versions", SemVerRange),
        Optional("builds", new ArrayShape(DigestText, 1, 256) { Description = "Digests of indexes or builds" }));

    private static readonly ObjectShape Firmware = Object(
        Required("component", ManifestTexts.Name("Firmware component: gpu.vbios")),
        Required("scheme", new WordShape([.. Enum.GetValues<VersionScheme>().Select(scheme => scheme.Name())]) { Description = "Version scheme of the component" }),
        Required("range", new TextShape("^[ -~]+$", 1024) { Description = "Revisions, a range of the scheme", Valid = "a range like '>=v11 <v13'" }));

    private static readonly ObjectShape Evidence = Object(
        Optional("digest", DigestText with { Description = "Digest of the attestation" }),
        Optional("link", new TextShape("^https?://[!-~]+$", 1024) { Description = "Where people read it", Valid = "an http or https address" }),
        Optional("title", ManifestTexts.Line("What it is")),
        Optional("notAfter", ManifestTexts.Date("Last day on which it counts")));

    private static readonly ObjectShape Entry = Object(
        Required("id", Id),
        Optional("when", new PredicateShape()),
        Required("verdict", new WordShape(MatrixVerdicts.Words) { Description = "What is known" }),
        Optional("applies", Applies),
        Optional("requiresFirmware", new ArrayShape(Firmware, 1, 64)),
        Optional("tuning", new TuningShape { Description = "Settings it was tested with" }),
        Optional("profile", ManifestTexts.Name("Interconnect profile the host must have")),
        Optional("evidence", new ArrayShape(Evidence, 1, 64)),
        Optional("note", ManifestTexts.Line("What was seen")),
        Required("issued", new TextShape("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$", 20)
        {
            Description = "When it was written",
            Valid = "a UTC time like 2026-11-24T09:30:00Z",
            Format = "date-time",
            Rule = text => MatrixTimes.Parse(text) is not null ? null : new(0, "a time that exists"),
        }),
        Optional("notAfter", ManifestTexts.Date("Last day on which it counts")),
        Optional("overrides", new ArrayShape(Id with { Description = "Ids of older entries" }, 1, 256)));

    public static ObjectShape Root { get; } = Object(
        Required("schemaVersion", new NumberShape(1, 1)),
        Required("package", ManifestTexts.Name("Name of the package")),
        Required("versions", SemVerRange),
        Optional("description", ManifestTexts.Line("What it is")),
        Required("entries", new ArrayShape(Entry, 0, MaxEntries)));

    /// <summary>The members of an entry in canonical order.</summary>
    public static IEnumerable<string> EntryMembers => Entry.Members.Select(member => member.Name);

    public static byte[] WriteSchema() => PredicateSchema.Write("Keyway compatibility matrix, version 1", Root);

    private static ObjectShape Object(params ImmutableArray<MemberShape> members) => new(members);

    private static MemberShape Required(string name, Shape shape) => new(name, shape, IsRequired: true);

    private static MemberShape Optional(string name, Shape shape) => new(name, shape, IsRequired: false);
}
