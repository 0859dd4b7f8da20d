// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts;
using Keyway.Packages.Elf;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Packages.Elf;

public sealed class UserspaceElfTests
{
    public static TheoryData<string> Isas => ["riscv64", "amd64", "arm64"];

    [Theory]
    [MemberData(nameof(Isas))]
    public void Programs_and_libraries_are_described(string isa)
    {
        StringBuilder text = new();
        foreach (var path in (string[])["bin/kwlinkctl", "lib/libkwlink.so.2.3.1"])
        {
            var file = Read(Sample(isa, path));
            text.Append($"{path}: {file.Header.Type} {file.Header.Machine} flags {file.Header.Flags:x}\n");
            text.Append($"  interpreter {file.Interpreter}, SONAME {file.Soname}, needed {string.Join(' ', file.Needed)}, search path {string.Join(' ', file.SearchPath)}\n");
            text.Append($"  build id {file.BuildId?.Length} digits, executable stack {file.HasExecutableStack}, text relocations {file.HasTextRelocations}\n");
            text.Append($"  versions {string.Join(' ', file.NeededVersions.Select(need => $"{need.Library}:{need.Version}"))}, floor {file.GlibcFloor?.Version} for {file.GlibcFloor?.Symbol}\n");
        }

        Golden.Verify($"elf/{isa}.txt", text.ToString());
    }

    [Theory]
    [InlineData("2.36", "2.4", 1)]
    [InlineData("2.4", "2.36", -1)]
    [InlineData("2.2.5", "2.2", 1)]
    [InlineData("2.34", "2.34", 0)]
    public void Library_versions_compare_by_number(string left, string right, int sign) => Assert.Equal(sign, Math.Sign(GlibcNeed.Compare(left, right)));

    [Fact]
    public void Mutants_are_read_or_refused_and_nothing_else()
    {
        var original = Sample("riscv64", "bin/kwlinkctl");
        Random random = new(1410);
        var (read, refused) = (0, 0);
        for (var round = 0; round < 10_000; round++)
        {
            var outcome = Record.Exception(() => Read(KernelModuleFileTests.Mutant(original, random)));
            Assert.True(outcome is null or KeywayException, $"round {round}: {outcome}");
            if (outcome is null) read++;
            else refused++;
        }

        Assert.True(read > 1000 && refused > 1000, $"{read} read, {refused} refused: the mutants are too tame or too wild");
    }

    [Fact]
    public void Mutants_of_a_real_module_are_read_or_refused_and_nothing_else()
    {
        var original = File.ReadAllBytes(RepositoryRoot.Combine("samples", "kw-link", "2.3.1", "amd64", "modules", "6.1.0-47-amd64", "kw_link.ko"));
        Random random = new(1417);
        for (var round = 0; round < 5_000; round++)
        {
            var mutant = KernelModuleFileTests.Mutant(original, random);
            // Section headers decide where everything else is read from.
            if (round % 2 == 0) mutant[^random.Next(1, Math.Min(mutant.Length, 64 * 60))] = (byte)random.Next(256);
            var outcome = Record.Exception(() => KernelModuleFile.Read(new MemoryStream(mutant), "m.ko"));
            Assert.True(outcome is null or KeywayException, $"round {round}: {outcome}");
        }
    }

    private static UserspaceElf Read(byte[] bytes) => UserspaceElf.Read(new MemoryStream(bytes), "file");

    private static byte[] Sample(string isa, string path) => File.ReadAllBytes(RepositoryRoot.Combine("samples", "kw-link", "2.3.1", isa, "userspace", "usr", path));
}
