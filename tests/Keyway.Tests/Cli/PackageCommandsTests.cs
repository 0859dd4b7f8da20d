// SPDX-License-Identifier: Apache-2.0

using Keyway.Cli;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli;

/// <summary>init, lint and manifest as a person uses them.</summary>
public sealed class PackageCommandsTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    [Fact]
    public async Task A_new_package_lints_to_exactly_what_is_left_to_do()
    {
        var init = await RunAsync("init", "my-driver");
        var lint = await RunAsync("lint", "my-driver");

        Assert.Equal(ExitCode.Done, init.ExitCode);
        Assert.Equal("next: keyway lint my-driver\n", init.Error);
        Assert.Equal(ExitCode.VerificationRefused, lint.ExitCode);
        Golden.Verify("cli/init.txt", init.Output + "\n" + lint.Output);
    }

    [Fact]
    public async Task Each_scaffolded_file_is_reviewed()
    {
        await RunAsync("init", "my-driver", "--isa", "riscv64", "--directory", "x");

        foreach (var path in Directory.EnumerateFiles(directory.Combine("x"), "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }))
            Golden.Verify("init/" + Path.GetRelativePath(directory.Combine("x"), path).TrimStart('.'), await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Nothing_is_overwritten()
    {
        await RunAsync("init", "my-driver");
        var again = await RunAsync("init", "my-driver");

        Assert.Equal(ExitCode.Usage, again.ExitCode);
        Golden.Verify("errors/KW1350.txt", again.Error.Replace(directory.Path, "DIR", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_is_no_place_for_a_package()
    {
        await File.WriteAllTextAsync(directory.Combine("my-driver"), "mine", TestContext.Current.CancellationToken);
        var run = await RunAsync("init", "my-driver");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Golden.Verify("errors/KW1352.txt", run.Error.Replace(directory.Path, "DIR", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bad_names_and_isas_are_refused()
    {
        var name = await RunAsync("init", "My Driver");
        var isa = await RunAsync("init", "my-driver", "--isa", "riscv64,x86_64");

        Assert.Equal((ExitCode.Usage, ExitCode.Usage), (name.ExitCode, isa.ExitCode));
        Golden.Verify("errors/KW1351.txt", name.Error);
        Golden.Verify("errors/KW9010.txt", isa.Error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task Lint_prints_one_document_for_machines()
    {
        await RunAsync("init", "my-driver", "--isa", "riscv64");

        Golden.Verify("cli/lint.json", (await RunAsync("lint", "my-driver", "--json")).Output);
    }

    [Fact]
    public async Task Lint_of_a_sample_is_clean_and_can_be_quiet()
    {
        var run = await RunAsync("lint", RepositoryRoot.Combine("samples", "kw-link", "2.3.1"), "--quiet");

        Assert.Equal((ExitCode.Done, "0 errors, 0 warnings, 22 notes\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Lint_without_a_package_says_so() => Assert.Equal(ExitCode.NotFound, (await RunAsync("lint", "nowhere")).ExitCode);

    [Fact]
    public async Task Migrating_is_deterministic_idempotent_and_valid()
    {
        File.Copy(RepositoryRoot.Combine("spec", "manifest", "vectors", "valid", "minimal.json"), directory.Combine("keyway.json"));

        var printed = await RunAsync("manifest", "migrate");
        var unchanged = await RunAsync("manifest", "check");
        await RunAsync("manifest", "migrate", "keyway.json", "--write");
        var again = await RunAsync("manifest", "migrate");
        var check = await RunAsync("manifest", "check");

        Assert.Equal("keyway.json: nvidia-nvlink-driver 2026.01.1, minimal form\n", unchanged.Output);
        Assert.Equal(printed.Output, again.Output);
        Assert.Equal(printed.Output, await File.ReadAllTextAsync(directory.Combine("keyway.json"), TestContext.Current.CancellationToken));
        Assert.Equal((ExitCode.Done, "keyway.json: nvidia-nvlink-driver 2026.01.1, full form\n"), (check.ExitCode, check.Output));
    }

    [Fact]
    public async Task Manifests_with_errors_are_never_rewritten()
    {
        await File.WriteAllTextAsync(directory.Combine("keyway.json"), "{}", TestContext.Current.CancellationToken);

        var run = await RunAsync("manifest", "migrate", "--write");
        var check = await RunAsync("manifest", "check", "--json");

        Assert.Equal((ExitCode.Usage, ExitCode.Usage), (run.ExitCode, check.ExitCode));
        Assert.Equal("{}", await File.ReadAllTextAsync(directory.Combine("keyway.json"), TestContext.Current.CancellationToken));
        Golden.Verify("cli/manifest-check.json", check.Output);
    }

    [Fact]
    public async Task A_package_directory_stands_for_its_manifest()
    {
        await RunAsync("init", "my-driver");

        var check = await RunAsync("manifest", "check", "my-driver");

        Assert.Equal((ExitCode.Done, "my-driver/keyway.json: my-driver 0.1.0, full form\n"), (check.ExitCode, check.Output));
    }

    [Fact]
    public async Task Rewriting_keeps_links_and_permissions_and_prints_when_asked_for_json()
    {
        const UnixFileMode Secret = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.Copy(RepositoryRoot.Combine("spec", "manifest", "vectors", "valid", "minimal.json"), directory.Combine("real.json"));
        File.SetUnixFileMode(directory.Combine("real.json"), Secret);
        File.CreateSymbolicLink(directory.Combine("keyway.json"), "real.json");

        var run = await RunAsync("manifest", "migrate", "--write", "--json");

        Assert.Equal("real.json", new FileInfo(directory.Combine("keyway.json")).LinkTarget);
        Assert.Equal(Secret, File.GetUnixFileMode(directory.Combine("real.json")));
        Assert.Contains("\"schemaVersion\": 1", run.Output, StringComparison.Ordinal);
        Assert.Equal(run.Output, await File.ReadAllTextAsync(directory.Combine("real.json"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_schema_is_the_checked_in_one() =>
        Assert.Equal(await File.ReadAllTextAsync(RepositoryRoot.Combine("spec", "manifest", "schema.json"), TestContext.Current.CancellationToken), (await RunAsync("manifest", "schema")).Output);

    public void Dispose() => directory.Dispose();

    private Task<CommandLineRun> RunAsync(params string[] args) => CommandLineRun.InAsync(directory.Path, args);
}
