// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Sbom;

namespace Keyway.Tests.Artifacts.Sbom;

/// <summary>A small document that uses every member of the model.</summary>
internal static class SampleSbom
{
    public static SbomAgent Maker { get; } = new() { Name = "Example (Ltd)", Url = "https://example.org/", Email = "psirt@example.org" };

    public static SbomDocument Create() => new()
    {
        Name = "driver 2.3.1",
        Created = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Author = Maker,
        Tools = [new SbomTool("keyway", "0.1.0")],
        Lifecycle = SbomLifecycle.PostBuild,
        Root = "package",
        Components =
        [
            Part("package", SbomKind.DeviceDriver) with { FileName = null, IsArchive = true, IsStructured = true, Homepage = "https://example.org/driver" },
            Part("riscv64/lib/lib+x.so.1", SbomKind.Library) with { IsExecutable = true, Properties = [new("keyway:elf:needed", "libc.so.6"), new("keyway:elf:needed", "libm.so.6")] },
            Part("firmware/a b.bin", SbomKind.Firmware) with { Cpe = "cpe:2.3:o:example:fw:1:*:*:*:*:*:*:*", DeclaredLicence = new("LicenseRef-fw", IsListed: false) },
            new SbomComponent { Id = "host/libc.so.6", Kind = SbomKind.Library, Name = "libc.so.6", IsExternal = true },
        ],
        Relations =
        [
            new() { From = "package", Kind = SbomRelationKind.Contains, To = ["riscv64/lib/lib+x.so.1", "firmware/a b.bin"], Completeness = SbomCompleteness.Complete },
            new() { From = "package", Kind = SbomRelationKind.DependsOn, To = ["riscv64/lib/lib+x.so.1"], Completeness = SbomCompleteness.Complete },
            new() { From = "riscv64/lib/lib+x.so.1", Kind = SbomRelationKind.DependsOn, To = ["host/libc.so.6"], Completeness = SbomCompleteness.Incomplete },
            new() { From = "firmware/a b.bin", Kind = SbomRelationKind.DependsOn, To = [], Completeness = SbomCompleteness.Unknown },
            new() { From = "host/libc.so.6", Kind = SbomRelationKind.DependsOn, To = [], Completeness = SbomCompleteness.Complete },
        ],
    };

    private static SbomComponent Part(string id, SbomKind kind) => new()
    {
        Id = id,
        Kind = kind,
        Name = id.Split('/')[^1],
        Version = "2.3.1",
        Description = $"Part \"{id}\"",
        Creator = Maker,
        Supplier = Maker,
        FileName = id.Split('/')[^1],
        Hashes = [new(SbomHash.Sha256, new string('a', 64)), new(SbomHash.Sha512, new string('b', 128))],
        DeclaredLicence = new("GPL-2.0-only", IsListed: true),
        ConcludedLicence = new("GPL-2.0-only", IsListed: true),
        PackageUrl = $"pkg:generic/driver@2.3.1#{Uri.EscapeDataString(id)}",
        IsExecutable = false,
        IsArchive = false,
        IsStructured = false,
        SourceUri = "https://example.org/driver.git#abc",
        DistributionUri = "https://example.org/driver.tar",
    };
}
