// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Compatibility;
using Keyway.Compatibility.Kabi;
using Keyway.Packages;
using Keyway.Packages.Elf;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Compatibility.Kabi;

/// <summary>
/// The loader's rule against real kernels: <c>bench/peers/insmod/run</c> loaded every checked-in module into every kernel under QEMU and wrote down what
/// <c>insmod</c> said; the rule must say the same, from the module files and what the kernels export, for every row.
/// </summary>
public sealed class InsmodMatrixTests
{
    private static readonly string Folder = RepositoryRoot.Combine("bench", "peers", "insmod");
    private static readonly Dictionary<string, PackagedModule> Modules = new(StringComparer.Ordinal);

    // Kernel, mode, build, module, loaded or refused, what insmod said. Modules that Debian signed are not checked in.
    private static readonly string[][] Rows = [.. File.ReadLines(Path.Combine(Folder, "results.tsv")).Where(line => line[0] != '#').Select(line => line.Split('\t'))];

    [Fact]
    public void The_rule_agrees_with_every_insmod()
    {
        var judged = Rows.Where(row => row[2] != "debian").ToArray();

        var wrong = judged.Where(row => Loads(row[0], row[1], row[2], row[3]) != (row[4] == "loaded")).Select(row => string.Join(' ', row));

        Assert.Empty(wrong);
        Assert.Equal(1560, judged.Length);
    }

    [Fact]
    public void The_matrix_is_whole_and_has_both_answers_for_each_kernel()
    {
        var kernels = Rows.Select(row => row[0]).Distinct().ToLookup(release => release[(release.LastIndexOf('-') + 1)..]);

        Assert.Equal(8, kernels["amd64"].Count());
        Assert.Equal(6, kernels["riscv64"].Count());
        foreach (var isa in kernels)
            foreach (var kernel in isa)
            {
                var plain = Rows.Where(row => row[0] == kernel && row[1] == "plain" && row[2] != "debian").ToArray();
                Assert.Equal(isa.SelectMany(build => Variants, (build, module) => (build, module)).Order(), plain.Select(row => (row[2], row[3])).Order());
                Assert.Equal(["loaded", "refused"], plain.Select(row => row[4]).Distinct().Order(StringComparer.Ordinal));
            }

        Assert.Contains(kernels["amd64"].Concat(kernels["riscv64"]), kernel => !ModuleLoading.IsVersioned(Vermagic(kernel)));
    }

    [Fact]
    public void Where_signatures_are_demanded_only_signed_modules_loaded()
    {
        var demanded = Rows.Where(row => row[1] != "plain").ToArray();

        Assert.True(demanded.Length > 900);
        Assert.All(demanded, row => Assert.Equal(row[2] == "debian" ? "loaded" : "refused", row[4]));
    }

    private static string[] Variants { get; } = ["kw_base", "kw_buffer", "kw_buffer-namespace", "kw_hello", "kw_link", "kw_link-licence"];

    // kw_link is tried after kw_base of the same build, as a layer is loaded.
    private static bool Loads(string release, string mode, string build, string variant)
    {
        PackagedModule[] set = variant.StartsWith("kw_link", StringComparison.Ordinal) ? [Module(build, "kw_base"), Module(build, variant)] : [Module(build, variant)];
        return ModuleLoading.Judge(set, Kernel(release) with { DemandsSignature = mode != "plain", Demand = mode }).IsEmpty;
    }

    private static LoadingKernel Kernel(string release)
    {
        using StreamReader table = new(Path.Combine(Folder, "kernels", release + ".symvers"));
        return new() { Vermagic = Vermagic(release), Symbols = KernelSymbols.Parse(table, release) };
    }

    private static string Vermagic(string release) => File.ReadAllText(Path.Combine(Folder, "kernels", release + ".vermagic")).TrimEnd();

    // The damaged variants are edited as bench/peers/insmod/run edits them.
    private static PackagedModule Module(string build, string variant)
    {
        var key = $"{build} {variant}";
        if (Modules.TryGetValue(key, out var known)) return known;
        var bytes = File.ReadAllBytes(Path.Combine(Folder, "modules", build, variant.Split('-')[0] + ".ko"));
        if (variant == "kw_link-licence") Edit(bytes, "license=GPL\0", "license=Own\0");
        if (variant == "kw_buffer-namespace") Edit(bytes, "import_ns=DMA_BUF\0", "import_ns=DMA_BUX\0");
        using MemoryStream stream = new(bytes);
        return Modules[key] = KernelModuleFile.Read(stream, variant + ".ko").ToPackagedModule(variant);
    }

    private static void Edit(byte[] bytes, string before, string after)
    {
        var at = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(before));
        Assert.True(at > 0, $"no {before}");
        Encoding.ASCII.GetBytes(after).CopyTo(bytes, at);
    }
}
