// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Compatibility;
using Keyway.Compatibility.Kabi;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Compatibility.Kabi;

/// <summary>The kabi document: its vectors, its canonical form and what it refuses.</summary>
public sealed class KernelAbiDocumentTests
{
    public static TheoryData<string> Valid => Names("valid");

    public static TheoryData<string> Hostile => Names("hostile");

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_valid_vector_is_canonical(string name) => Assert.Equal(Read("valid", name), KernelAbi.Parse(Read("valid", name), name).ToJson());

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_vector_is_refused_with_its_reason(string name)
    {
        var refusal = Assert.Throws<KeywayException>(() => KernelAbi.Parse(Read("hostile", name), name));

        Golden.Verify($"errors/kabi/{Path.GetFileNameWithoutExtension(name)}.txt", ErrorText.Of(refusal));
    }

    [Fact]
    public void Document_and_symvers_say_the_same()
    {
        var table = File.ReadAllText(RepositoryRoot.Combine("bench", "peers", "insmod", "kernels", "6.12.107+deb13-amd64.symvers"));
        KernelAbi abi = new() { Source = "s", Release = "r", Vermagic = "r SMP modversions", Symbols = KernelSymbols.Parse(new StringReader(table), "s") };

        var back = KernelAbi.Parse(abi.ToJson(), "d");

        Assert.Equal(abi.Symbols.Digest, back.Symbols.Digest);
        Assert.Equal(abi.ToSymvers().Select(row => row.Split('\t')).Select(row => (row[0], row[1], row[3], row[4])), back.ToSymvers().Select(row => row.Split('\t')).Select(row => (row[0], row[1], row[3], row[4])));
        Assert.Equal(table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), abi.ToSymvers().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_document_beyond_the_limit_is_refused_unread() =>
        Assert.Equal("KW3332", Assert.Throws<KeywayException>(() => KernelAbi.Parse(new byte[KernelAbi.MaximumDocument + 1], "big")).Code.ToString());

    [Fact]
    public void Damaged_documents_are_refused_or_read_and_nothing_else()
    {
        var sound = Read("valid", "canonical.json");
        Random random = new(20261124);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = (byte[])sound.Clone();
            for (var edit = 0; edit < 3; edit++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                _ = KernelAbi.Parse(bytes, "damaged").ToJson();
            }
            catch (KeywayException refusal)
            {
                Assert.StartsWith("KW333", refusal.Code.ToString(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Comparison_counts_what_matters_to_modules()
    {
        var before = Abi("0x1\ta\tvmlinux\tEXPORT_SYMBOL\t\n0x2\tb\tvmlinux\tEXPORT_SYMBOL\t\n0x3\tc\tvmlinux\tEXPORT_SYMBOL\t\n0x4\td\tvmlinux\tEXPORT_SYMBOL\t\n");
        var after = Abi("0x1\ta\tvmlinux\tEXPORT_SYMBOL\t\n0x9\tb\tvmlinux\tEXPORT_SYMBOL\t\n0x3\tc\tvmlinux\tEXPORT_SYMBOL_GPL\tNS\n0x5\te\tvmlinux\tEXPORT_SYMBOL\t\n");

        var all = KernelAbiComparison.Of(before, after);

        Assert.Equal(["b: CRC 0x00000002 is 0x00000009", "c: 0x00000003 is 0x00000003 GPL in NS", "d: removed, was 0x00000004", "e: added, 0x00000005"], all.Changes.Select(change => $"{change.Symbol}: {change.Words}"));
        Assert.Equal(5, all.Compared);
        Assert.Equal("b", Assert.Single(KernelAbiComparison.Of(before, after, new HashSet<string> { "a", "b" }).Changes).Symbol);
        Assert.True(KernelAbiComparison.Of(before with { Vermagic = "1 SMP" }, after with { Vermagic = "2 SMP preempt" }).HasOtherVermagic);
        Assert.False(KernelAbiComparison.Of(before with { Vermagic = "1 SMP" }, after with { Vermagic = "2 SMP" }).HasOtherVermagic);
    }

    private static KernelAbi Abi(string table) => new() { Source = "t", Symbols = KernelSymbols.Parse(new StringReader(table), "t") };

    private static TheoryData<string> Names(string folder) => [.. Directory.EnumerateFiles(RepositoryRoot.Combine("spec", "kabi", "vectors", folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static byte[] Read(string folder, string name) => File.ReadAllBytes(RepositoryRoot.Combine("spec", "kabi", "vectors", folder, name));
}
