// SPDX-License-Identifier: Apache-2.0

using Keyway.Cli;
using Keyway.Cli.Output;
using Keyway.Compatibility.Matrices;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli;

public sealed class MatrixCommandTests
{
    private static readonly string Sample = RepositoryRoot.Combine("samples", "matrices", "kw-link.json");
    private static readonly string Profiles = RepositoryRoot.Combine("samples", "matrices", "profiles.json");

    [Fact]
    public async Task The_sample_is_sound_and_canonical_form_changes_no_entry()
    {
        using TemporaryDirectory directory = new();
        var merged = await RunAsync(directory, "matrix", "merge", Sample);
        await File.WriteAllTextAsync(directory.Combine("canonical.json"), merged.Output, TestContext.Current.CancellationToken);

        Assert.Equal((ExitCode.Done, "nothing to object to\n"), Of(await RunAsync(directory, "matrix", "check", Sample)));
        Assert.Equal((ExitCode.Done, ""), Of(await RunAsync(directory, "matrix", "diff", Sample, "canonical.json")));
    }

    [Fact]
    public async Task A_check_prints_line_and_column_and_fails()
    {
        using TemporaryDirectory directory = new();
        await File.WriteAllTextAsync(directory.Combine("m.json"), "{\n  \"schemaVersion\": 1,\n  \"package\": \"demo\",\n  \"versions\": \">=1.0.0\",\n  \"entries\": [\n    {\"id\": \"a\", \"verdict\": \"good\", \"issued\": \"2026-11-01T00:00:00Z\"}\n  ]\n}\n", TestContext.Current.CancellationToken);

        var run = await RunAsync(directory, "matrix", "check", "m.json");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Equal("m.json(6,28): error KW1337: 'verdict' is 'good'; valid: supported, deprecated, untested, known-bad\n", run.Output);
        Assert.Contains("\"isValid\": false", (await RunAsync(directory, "matrix", "check", "m.json", "--json")).Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, (await RunAsync(directory, "matrix", "show", "m.json")).ExitCode);
    }

    [Fact]
    public async Task A_matrix_is_shown_as_a_table_with_evidence_by_flag()
    {
        using TemporaryDirectory directory = new();

        var run = await RunAsync(directory, "matrix", "show", Sample, "--evidence");

        Golden.Verify("matrix/show.txt", run.Output.Replace(Sample, "SAMPLE", StringComparison.Ordinal));
        Assert.DoesNotContain("\u001b", run.Output, StringComparison.Ordinal);
        Assert.Equal((await RunAsync(directory, "matrix", "merge", Sample)).Output, (await RunAsync(directory, "matrix", "show", Sample, "--json")).Output);
    }

    [Fact]
    public async Task The_page_is_self_contained_and_escapes_what_it_shows()
    {
        using TemporaryDirectory directory = new();
        var run = await RunAsync(directory, "matrix", "show", Sample, "--html", "matrix.html");
        var page = await File.ReadAllTextAsync(directory.Combine("matrix.html"), TestContext.Current.CancellationToken);

        Assert.Equal((ExitCode.Done, ""), Of(run));
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://ci.example.com/kw-link/runs/4711\"", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", MatrixHtml.Of(CompatibilityMatrix.Parse("""{"schemaVersion":1,"package":"demo","versions":">=1.0.0","entries":[{"id":"a","verdict":"supported","note":"<b>","issued":"2026-11-01T00:00:00Z"}]}"""u8, "m")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Differences_are_printed_for_people_and_as_json()
    {
        using TemporaryDirectory directory = new();
        await File.WriteAllTextAsync(directory.Combine("new.json"), (await File.ReadAllTextAsync(Sample, TestContext.Current.CancellationToken)).Replace("\"deprecated\"", "\"known-bad\"", StringComparison.Ordinal).Replace("\"mixed-vbios\"", "\"mixed-bios\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var run = await RunAsync(directory, "matrix", "diff", Sample, "new.json");

        Assert.Equal("~ amd64-kernel-6.1: deprecated -> known-bad (verdict)\n+ mixed-bios: known-bad\n- mixed-vbios: known-bad\n", run.Output);
        Assert.Contains("\"change\": \"added\"", (await RunAsync(directory, "matrix", "diff", Sample, "new.json", "--json")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Profiles_are_checked_and_shown()
    {
        using TemporaryDirectory directory = new();
        await File.WriteAllTextAsync(directory.Combine("bad.json"), """{"schemaVersion":1,"profiles":[{"name":"a","level":1,"implies":["b"]}]}""", TestContext.Current.CancellationToken);

        Assert.Equal((ExitCode.Done, "nothing to object to\n"), Of(await RunAsync(directory, "profiles", "check", Profiles)));
        Assert.Contains("bad.json(1,32): error KW3263", (await RunAsync(directory, "profiles", "check", "bad.json")).Output, StringComparison.Ordinal);
        Assert.Equal("profile         level  implies         needs\ncoherent-cache  1      -               -\nfusion-1.0      1      coherent-cache  -\nfusion-2.0      2      fusion-1.0      -\n", (await RunAsync(directory, "profiles", "show", Profiles)).Output);
        Assert.StartsWith("{\n  \"schemaVersion\": 1", (await RunAsync(directory, "profiles", "show", Profiles, "--json")).Output, StringComparison.Ordinal);
    }

    private static (ExitCode, string) Of(CommandLineRun run) => (run.ExitCode, run.Output);

    private static Task<CommandLineRun> RunAsync(TemporaryDirectory directory, params string[] args) => CommandLineRun.WithAsync(directory.Path, FixedTime.Default, _ => null, args);
}
