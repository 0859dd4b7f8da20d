// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Cli;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli;

/// <summary><c>keyway kabi</c> on the checked-in modules and what real kernels export.</summary>
public sealed class KabiCommandTests
{
    private static readonly string Insmod = RepositoryRoot.Combine("bench", "peers", "insmod");

    [Fact]
    public async Task A_headers_directory_becomes_a_document_that_checks_modules()
    {
        using TemporaryDirectory directory = new();
        WriteHeaders(directory.Combine("headers"), "6.12.118+deb13-amd64");

        var extracted = await CommandLineRun.InAsync(directory.Path, "kabi", "extract", "headers", "--output", "118.kabi.json");
        var own = await CheckAsync(directory.Path, "6.12.118+deb13-amd64", "--kabi", "118.kabi.json");
        var other = await CheckAsync(directory.Path, "6.12.107+deb13-amd64", "--kabi", "118.kabi.json");

        Assert.True(extracted.ExitCode == ExitCode.Done, extracted.Error);
        Assert.Contains("\"vermagic\": \"6.12.118+deb13-amd64 SMP preempt mod_unload modversions\"", await File.ReadAllTextAsync(directory.Combine("118.kabi.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, own.ExitCode);
        Assert.Equal(ExitCode.Incompatible, other.ExitCode);
        Golden.Verify("cli/kabi-check.txt", own.Output + other.Output);
    }

    [Fact]
    public async Task A_table_alone_cannot_prove_that_a_module_loads_and_a_vermagic_completes_it()
    {
        var table = Path.Combine(Insmod, "kernels", "6.12.118+deb13-amd64.symvers");

        var alone = await CheckAsync(Insmod, "6.12.118+deb13-amd64", "--symvers", table, "--json");
        var complete = await CheckAsync(Insmod, "6.12.118+deb13-amd64", "--symvers", table, "--vermagic", "6.12.118+deb13-amd64 SMP preempt mod_unload modversions");

        Assert.Equal("unknown", JsonDocument.Parse(alone.Output).RootElement.GetProperty("verdict").GetString());
        Assert.Equal(ExitCode.Incompatible, alone.ExitCode);
        Assert.Equal(ExitCode.Done, complete.ExitCode);
    }

    [Fact]
    public async Task A_host_is_asked_with_its_facts_and_its_enforcement()
    {
        using TemporaryDirectory directory = new();
        WriteHeaders(directory.Combine("headers"), "6.12.118+deb13-amd64");
        await File.WriteAllTextAsync(directory.Combine("facts.json"), """
            {"schemaVersion":1,"facts":{"isa.name":{"value":"amd64","source":"t","method":"file","observedAt":"2026-11-24T00:00:00Z"},"security.lockdown":{"value":"integrity","source":"t","method":"file","observedAt":"2026-11-24T00:00:00Z"}}}
            """, TestContext.Current.CancellationToken);

        var run = await CheckAsync(directory.Path, "6.12.118+deb13-amd64", "--kabi", "headers", "--host", "facts.json");

        Assert.Equal(ExitCode.Incompatible, run.ExitCode);
        Assert.Contains("kw_base is not signed, and the kernel demands a signature because lockdown is integrity", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_counts_and_lists_and_looks_only_at_what_modules_import()
    {
        var (old, now) = (Path.Combine(Insmod, "kernels", "6.12.107+deb13-amd64.symvers"), Path.Combine(Insmod, "kernels", "6.12.118+deb13-amd64.symvers"));

        var all = await CommandLineRun.InAsync(Insmod, "kabi", "diff", old, now);
        var used = await CommandLineRun.InAsync(Insmod, "kabi", "diff", old, now, "--used-by", "modules/6.12.118+deb13-amd64/kw_hello.ko", "--json");

        Golden.Verify("cli/kabi-diff.txt", all.Output.Replace(Insmod + "/", "", StringComparison.Ordinal));
        Assert.True(JsonDocument.Parse(used.Output).RootElement.GetProperty("compared").GetInt32() > 5);
    }

    [Fact]
    public async Task Plan_tells_what_loads_what_needs_a_rebuild_and_what_cannot_be_loaded()
    {
        using TemporaryDirectory directory = new();
        WriteHeaders(directory.Combine("same"), "6.12.118+deb13-amd64");
        WriteHeaders(directory.Combine("next"), "6.12.107+deb13-amd64", edit: row => "0xdeadbeef" + row[10..]);
        foreach (var version in new[] { "2.3.1", "2.4.0" })
        {
            var packed = await CommandLineRun.InAsync(directory.Path, "pack", RepositoryRoot.Combine("samples", "kw-link", version), "--output", "oci:out");
            Assert.True(packed.ExitCode == ExitCode.Done, packed.Error);
        }

        Directory.CreateDirectory(directory.Combine("fleet"));
        WriteFacts("node1", "amd64", "none");
        WriteFacts("node2", "amd64", "integrity");
        WriteFacts("node3", "riscv64", "none");

        var same = await CommandLineRun.InAsync(directory.Path, "kabi", "plan", "--kernel", "same", "oci:out");
        var next = await CommandLineRun.InAsync(directory.Path, "kabi", "plan", "--kernel", "next", "oci:out", "--fleet", "fleet");
        var json = await CommandLineRun.InAsync(directory.Path, "kabi", "plan", "--kernel", "same", "oci:out:2.3.1", "--fleet", "fleet", "--json");

        Assert.Equal(ExitCode.Done, same.ExitCode);
        Assert.Equal(ExitCode.Incompatible, next.ExitCode);
        Assert.Equal(ExitCode.Incompatible, json.ExitCode);
        Golden.Verify("cli/kabi-plan.txt", same.Output + next.Output);
        var fleet = JsonDocument.Parse(json.Output).RootElement.GetProperty("fleet");
        Assert.Equal((3, 1, 1, 1), (fleet.GetProperty("hosts").GetInt32(), fleet.GetProperty("otherIsa").GetInt32(), fleet.GetProperty("take").GetInt32(), fleet.GetProperty("refused").GetInt32()));

        void WriteFacts(string name, string isa, string lockdown) => File.WriteAllText(directory.Combine("fleet", name + ".json"), $$"""
            {"schemaVersion":1,"facts":{"isa.name":{"value":"{{isa}}","source":"t","method":"file","observedAt":"2026-11-24T00:00:00Z"},"security.lockdown":{"value":"{{lockdown}}","source":"t","method":"file","observedAt":"2026-11-24T00:00:00Z"} } }
            """);
    }

    [Theory]
    [InlineData(10, "KW3333", "kabi", "extract", "empty")]
    [InlineData(10, "KW3333", "kabi", "extract", "--root", "empty")]
    [InlineData(10, "KW9002", "kabi", "extract", "no-such-file")]
    [InlineData(2, "KW3054", "kabi", "extract", "text")]
    [InlineData(2, "KW3330", "kabi", "diff", "broken.json", "broken.json")]
    [InlineData(10, "KW3333", "kabi", "extract", "broken.gz")]
    [InlineData(2, "KW9011", "kabi", "plan", "--kernel", "table", "oci:out")]
    public async Task What_cannot_be_read_is_refused(int status, string code, params string[] arguments)
    {
        using TemporaryDirectory directory = new();
        Directory.CreateDirectory(directory.Combine("empty"));
        await File.WriteAllTextAsync(directory.Combine("text"), "no table\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(directory.Combine("table"), "0x1\ta\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(directory.Combine("broken.json"), "{", TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(directory.Combine("broken.gz"), [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff], TestContext.Current.CancellationToken);

        var run = await CommandLineRun.InAsync(directory.Path, arguments);

        Assert.Equal(status, (int)run.ExitCode);
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
    }

    private static Task<CommandLineRun> CheckAsync(string directory, string build, params string[] options) =>
        CommandLineRun.InAsync(directory, ["kabi", "check", Path.Combine(Insmod, "modules", build, "kw_base.ko"), Path.Combine(Insmod, "modules", build, "kw_link.ko"), .. options]);

    private static void WriteHeaders(string directory, string release, Func<string, string>? edit = null)
    {
        Directory.CreateDirectory(Path.Combine(directory, "include", "generated"));
        var table = string.Join('\n', File.ReadLines(Path.Combine(Insmod, "kernels", release + ".symvers")).Concat(File.ReadLines(RepositoryRoot.Combine("samples", "kernels", release + ".symvers"))).DistinctBy(row => row.Split('\t')[1]).Select(row => edit?.Invoke(row) ?? row)) + "\n";
        File.WriteAllText(Path.Combine(directory, "Module.symvers"), table);
        File.WriteAllText(Path.Combine(directory, "include", "generated", "utsrelease.h"), $"#define UTS_RELEASE \"{release}\"\n");
        File.WriteAllText(Path.Combine(directory, ".config"), "CONFIG_X86_64=y\nCONFIG_64BIT=y\nCONFIG_MODULES=y\nCONFIG_SMP=y\nCONFIG_PREEMPT_BUILD=y\nCONFIG_MODULE_UNLOAD=y\nCONFIG_MODVERSIONS=y\nCONFIG_MODULE_SIG=y\n# CONFIG_MODULE_SIG_FORCE is not set\n");
    }
}
