// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Security.Cryptography;
using Keyway.Artifacts;
using Keyway.Distribution.Catalogues;
using Keyway.Packages;
using Keyway.Resolution;
using Keyway.Tests.Core.Resolution;
using Keyway.Tests.Fixtures;
using static Keyway.Tests.Core.Resolution.PackageSketch;

namespace Keyway.Tests.Core.Distribution.Catalogues;

public sealed class LocalCatalogueTests : IDisposable
{
    private static readonly ResolvePolicy Policy = new() { Today = new DateOnly(2026, 11, 24) };

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void The_choice_is_the_resolvers_on_generated_catalogues()
    {
        var granted = 0;
        foreach (var seed in Enumerable.Range(0, 500))
        {
            Random random = new(seed);
            var packages = Sound(random, 12);
            var policy = Policy with { Unknown = random.Next(2) == 0 ? UnknownPolicy.Block : UnknownPolicy.Warn, Region = random.Next(2) == 0 ? "DE" : "CN" };
            var facts = ResolverTests.TheHost();
            foreach (var fact in facts.Facts.Keys)
                if (random.Next(12) == 0) facts = facts.Without(fact);
            using var catalogue = Open(packages);

            var expected = Resolver.Resolve([.. packages], facts, ResolverTests.HostSymbols, policy);
            var actual = catalogue.Resolve(facts, ResolverTests.HostSymbols, policy);

            Assert.Equal(Named(expected), Named(actual));
            if (expected is Granted) granted++;
        }

        Assert.InRange(granted, 100, 480);
    }

    [Fact]
    public void A_catalogue_gives_back_what_was_written_and_the_same_packages_give_the_same_bytes()
    {
        Random random = new(5);
        var packages = Sound(random, 30);
        var bytes = CatalogueWriter.Write(packages);
        random.Shuffle(packages);
        using var catalogue = Open(packages);

        Assert.Equal(bytes, CatalogueWriter.Write(packages));
        var read = catalogue.ReadAll().OrderBy(package => package.Index.Digest).ToArray();
        foreach (var (one, other) in packages.OrderBy(package => package.Index.Digest).Zip(read))
        {
            Assert.Equal((one.Source, one.Index.Digest, one.Index.Size), (other.Source, other.Index.Digest, other.Index.Size));
            Assert.Equal(one.Tags, other.Tags);
            Assert.Equal(one.Builds.Select(build => build.Manifest.Digest), other.Builds.Select(build => build.Manifest.Digest));
            Assert.Equal(one.Builds.Select(build => Convert.ToHexString(DriverConfigJson.Write(build.Config))), other.Builds.Select(build => Convert.ToHexString(DriverConfigJson.Write(build.Config))));
        }
    }

    [Fact]
    public void Of_many_packages_only_those_that_may_be_the_answer_are_read()
    {
        var packages = Enumerable.Range(0, 400).Select(i => Sound(new PackageSketch { Version = $"2.{i}.0", Hosts = [Host(Isa.Riscv64, i > 200 ? "7.x" : "6.x")] })).ToArray();
        using var catalogue = Open(packages);

        var granted = Assert.IsType<Granted>(catalogue.Resolve(ResolverTests.TheHost(), null, Policy));

        Assert.Equal("2.200.0", granted.Chosen.Package.Manifest.Version);
        Assert.Equal("it is the newest version that fits", granted.Chosen.Because);
        Assert.InRange(catalogue.DetailsRead, 1, 4);
    }

    [Fact]
    public void Nothing_fits_is_said_with_the_newest_that_lost()
    {
        using var catalogue = Open([.. Enumerable.Range(0, 9).Select(i => Sound(new PackageSketch { Version = $"2.{i}.0", Hosts = [Host(Isa.Riscv64, "7.x")] }))]);
        using var empty = Open([]);

        var refused = Assert.IsType<Refused>(catalogue.Resolve(ResolverTests.TheHost(), null, Policy));

        Assert.Equal("none of the 9 packages in the catalogue fits this host", refused.Reason);
        Assert.Equal(["2.8.0", "2.7.0", "2.6.0"], refused.Candidates.Select(candidate => candidate.Package.Manifest.Version));
        Assert.Equal("there is no package to choose from", Assert.IsType<Refused>(empty.Resolve(ResolverTests.TheHost(), null, Policy)).Reason);
        Assert.IsType<Refused>(catalogue.Resolve(ResolverTests.TheHost(), null, Policy with { Package = "other" }));
    }

    [Fact]
    public void Every_changed_byte_is_noticed_when_the_catalogue_is_read()
    {
        var bytes = CatalogueWriter.Write(Sound(new Random(1), 2));
        for (var at = 0; at < bytes.Length; at += 7)
        {
            // Bytes 12 to 15 of the header are reserved: nothing reads them.
            if (at is >= 12 and < 16) continue;
            var changed = bytes.ToArray();
            changed[at] ^= 0x10;
            Assert.Equal("KW1510", Assert.Throws<KeywayException>(() => ReadAll(changed)).Code.Id);
        }
    }

    [Fact]
    public void Whatever_an_index_with_a_right_digest_says_is_refused_or_read_in_bounds()
    {
        var bytes = CatalogueWriter.Write(Sound(new Random(2), 3));
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8));
        Random random = new(20261124);
        var refused = 0;
        for (var round = 0; round < 3000; round++)
        {
            var hostile = bytes.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--) hostile[48 + random.Next(length)] = (byte)random.Next(256);
            SHA256.HashData(hostile.AsSpan(48, length), hostile.AsSpan(16, 32));
            try
            {
                ReadAll(hostile);
            }
            catch (KeywayException refusal)
            {
                Assert.Equal("KW1510", refusal.Code.Id);
                refused++;
            }
        }

        Assert.True(refused > 1000, $"only {refused} refused");
    }

    [Fact]
    public void What_is_no_catalogue_is_refused()
    {
        Golden.Verify("errors/KW1510.txt", ErrorText.Of(Assert.Throws<KeywayException>(() => ReadAll("hello"u8.ToArray())), (directory.Path, "DIR")));
        var bytes = CatalogueWriter.Write(Sound(new Random(2), 3));
        foreach (var end in new[] { 0, 8, 47, 48, 60, bytes.Length - 1 }) Assert.Equal("KW1510", Assert.Throws<KeywayException>(() => ReadAll(bytes[..end])).Code.Id);
    }

    private void ReadAll(byte[] bytes)
    {
        var path = directory.Combine("hostile.catalogue");
        File.WriteAllBytes(path, bytes);
        using var catalogue = LocalCatalogue.Open(path, "hostile.catalogue");
        catalogue.ReadAll();
        catalogue.Resolve(ResolverTests.TheHost(), null, Policy);
    }

    private LocalCatalogue Open(DriverPackage[] packages)
    {
        var path = directory.Combine($"{Guid.NewGuid():N}.catalogue");
        File.WriteAllBytes(path, CatalogueWriter.Write(packages));
        return LocalCatalogue.Open(path, "some.catalogue");
    }

    private static string Named(HostResolution resolution) => resolution is Granted granted ? $"{granted.Chosen.Package.Index.Digest} {granted.Chosen.Because} {granted.Chosen.Layers.Length}" : "refused";

    private static DriverPackage[] Sound(Random random, int count) => [.. Enumerable.Range(0, count).Select(i => Sound(Sketch(random, i))).DistinctBy(package => package.Index.Digest)];

    private static PackageSketch Sketch(Random random, int index)
    {
        string[] axes = ["", "", "+kern6.12", "+kern6.1", "+pg4", "+nvf-fusion1", "+hw-blackwell"];
        string[] kernels = ["6.x", "6.12.x", "6.1.x", "7.x"];
        var sketch = new PackageSketch
        {
            Version = $"2.{random.Next(3)}.{random.Next(2)}{axes[random.Next(axes.Length)]}",
            Source = $"registry.example/{index % 3}",
            Isas = random.Next(4) == 0 ? [Isa.Amd64] : [Isa.Riscv64, Isa.Amd64],
            Hosts = [Host(Isa.Riscv64, kernels[random.Next(kernels.Length)]), Host(Isa.Amd64, "6.x")],
        };
        if (random.Next(3) == 0) sketch = sketch with { Firmware = [Image("nvswitch", "v12", "integer", random.Next(2) == 0 ? "v9" : "v11")] };
        if (random.Next(3) == 0) sketch = sketch with { Export = new ExportControl { Class = "3A090", DeniedRegions = ["CN"] } };
        if (random.Next(3) == 0) sketch = sketch with { Prebuilt = [("6.12.107+deb13-riscv64", [Module("kw", "6.12.107+deb13-riscv64 SMP preempt mod_unload modversions riscv", [("mutex_lock", random.Next(2) == 0 ? "0x00000002" : "0x00000009")])])] };
        return random.Next(3) == 0 ? sketch with { Support = new SupportWindow { EndOfLife = new DateOnly(random.Next(2026, 2028), 1, 31) } } : sketch;
    }

    // A sketch has neither files nor modules for every set; a catalogue holds only what a config may say.
    private static DriverPackage Sound(PackageSketch sketch)
    {
        var package = sketch.Build();
        return package with { Builds = [.. package.Builds.Where(build => build.Config.Manifest.SupportedHosts.Any(host => host.Isa == build.Isa)).Select(build => build with { Config = build.Config with { Layers = [.. build.Config.Layers.Select(layer => Sound(layer))] } })] };
    }

    private static PackagedLayer Sound(PackagedLayer layer)
    {
        var root = layer.Kind switch { PayloadKind.Userspace => "userspace", PayloadKind.KernelModule => "modules/" + layer.Kernel, PayloadKind.Dkms => "dkms/demo", _ => "firmware" };
        var parts = root.Split('/');
        var directories = parts.Select((_, index) => new PackagedFile { Path = string.Join('/', parts.Take(index + 1)), Type = PackagedFileType.Directory, Mode = "0755", Size = 0 });
        var modules = layer.Modules.Select(module => module with { Path = $"{root}/{module.Name}.ko" }).ToArray();
        var files = modules.Select(module => new PackagedFile { Path = module.Path, Type = PackagedFileType.File, Mode = "0644", Size = 1, Digest = layer.DiffId });
        return layer with { Modules = [.. modules], Files = [.. directories, .. files] };
    }
}
