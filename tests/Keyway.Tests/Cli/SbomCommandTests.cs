// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Cli;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli;

public sealed class SbomCommandTests : IDisposable
{
    private static readonly string Source = RepositoryRoot.Combine("samples", "kw-link", "2.3.1");
    private static readonly string Older = RepositoryRoot.Combine("samples", "kw-link", "2.3.0");
    private static readonly string Foreign = RepositoryRoot.Combine("tests", "Keyway.Tests", "Artifacts", "Sbom", "Foreign");

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("spdx-3.0.1", "@context")]
    [InlineData("cyclonedx-1.6", "bomFormat")]
    [InlineData("cyclonedx-1.7", "bomFormat")]
    [InlineData("spdx-2.3", "spdxVersion")]
    public async Task Create_prints_the_document_in_the_format_that_was_asked_for(string format, string member)
    {
        var run = await DoneAsync("sbom", "create", Source, "--isa", "riscv64", "--format", format);

        Assert.True(JsonDocument.Parse(run.Output).RootElement.TryGetProperty(member, out _));
    }

    [Fact]
    public async Task Create_reads_a_layout_and_gives_what_pack_attached()
    {
        var packed = JsonDocument.Parse((await DoneAsync("pack", Source, "--output", "oci:out", "--json")).Output).RootElement.GetProperty("sboms");

        await DoneAsync("sbom", "create", "out", "--output", "a.json");
        var written = await DoneAsync("sbom", "create", "oci:out:2.3.1", "--format", "cyclonedx-1.6", "--isa", "arm64", "--output", "b.json", "--json");

        Assert.Equal(8, packed.GetArrayLength());
        var documents = packed.EnumerateArray().Select(sbom => sbom.GetProperty("document").GetString()!).ToList();
        Assert.Contains(documents, digest => File.ReadAllBytes(Blob(digest)).AsSpan().SequenceEqual(File.ReadAllBytes(directory.Combine("a.json"))));
        Assert.Contains(JsonDocument.Parse(written.Output).RootElement.GetProperty("digest").GetString(), documents);
    }

    [Fact]
    public async Task Pack_attaches_the_formats_that_were_asked_for_or_none()
    {
        var two = await DoneAsync("pack", Source, "--output", "oci:two", "--sbom", "cyclonedx-1.7", "--sbom", "spdx-2.3");
        var none = await DoneAsync("pack", Source, "--output", "oci:none", "--no-sbom", "--json");

        Assert.Contains("  cyclonedx-1.7, and one for each build\n", two.Output, StringComparison.Ordinal);
        Assert.Contains("  spdx-2.3, and one for each build\n", two.Output, StringComparison.Ordinal);
        Assert.Equal(0, JsonDocument.Parse(none.Output).RootElement.GetProperty("sboms").GetArrayLength());
        Assert.Equal(Line(two.Output, "index"), $"index  {JsonDocument.Parse(none.Output).RootElement.GetProperty("digest").GetString()}");
    }

    [Fact]
    public async Task Check_lists_what_a_profile_misses_and_exits_with_22()
    {
        var file = Path.Combine(Foreign, "syft-style.cdx.json");

        var text = await CommandLineRun.InAsync(directory.Path, "sbom", "check", file, "--profile", "cisa-2025");
        var json = await CommandLineRun.InAsync(directory.Path, "sbom", "check", file, "--profile", "cisa-2025", "--json");

        Assert.Equal((ExitCode.PolicyRefused, ExitCode.PolicyRefused), (text.ExitCode, json.ExitCode));
        Assert.Contains("required: generation-context (Data Fields: Generation Context): the document: ", text.Output, StringComparison.Ordinal);
        Assert.EndsWith(" to be given if they exist\n", text.Output, StringComparison.Ordinal);
        Assert.Contains(JsonDocument.Parse(json.Output).RootElement.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("rule").GetString() == "generation-context");
    }

    [Fact]
    public async Task The_sample_meets_what_NTIA_and_CISA_ask_for()
    {
        await DoneAsync("sbom", "create", Source, "--output", "a.json");

        Assert.Contains("ntia: met", (await DoneAsync("sbom", "check", "a.json", "--profile", "ntia")).Output, StringComparison.Ordinal);
        Assert.Contains("cisa-2025: met", (await DoneAsync("sbom", "check", "a.json", "--profile", "cisa-2025")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_tells_what_an_update_brings()
    {
        await DoneAsync("sbom", "create", Older, "--output", "old.json", "--format", "spdx-2.3");
        await DoneAsync("sbom", "create", Source, "--output", "new.json", "--format", "cyclonedx-1.6");

        var text = await DoneAsync("sbom", "diff", "old.json", "new.json");
        var json = await DoneAsync("sbom", "diff", "old.json", "new.json", "--json");
        var same = await DoneAsync("sbom", "diff", "new.json", "new.json");

        Assert.Contains("~ pkg:generic/kw-link: version: 2.3.0 -> 2.3.1\n", text.Output, StringComparison.Ordinal);
        Assert.Equal("no differences\n", same.Output);
        Assert.NotEmpty(JsonDocument.Parse(json.Output).RootElement.GetProperty("differences").EnumerateArray());
    }

    [Fact]
    public async Task Merge_makes_one_document_that_show_shows()
    {
        await DoneAsync("sbom", "create", Source, "--output", "a.json");

        await DoneAsync("sbom", "merge", "a.json", Path.Combine(Foreign, "syft-style.spdx.json"), "--name", "site", "--output", "fleet.json");
        var shown = await DoneAsync("sbom", "show", "fleet.json");
        var json = await DoneAsync("sbom", "show", "fleet.json", "--json");

        Assert.StartsWith("site  (spdx-3.0.1)\n", shown.Output, StringComparison.Ordinal);
        Assert.Contains("pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12\n", shown.Output, StringComparison.Ordinal);
        Assert.Contains(JsonDocument.Parse(json.Output).RootElement.GetProperty("components").EnumerateArray(), component => component.GetProperty("name").GetString() == "kw_link");
    }

    [Fact]
    public async Task A_source_date_that_is_no_number_is_refused()
    {
        var run = await CommandLineRun.InAsync(directory.Path, new Dictionary<string, string> { ["SOURCE_DATE_EPOCH"] = "today" }, "sbom", "create", Source);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("KW9030", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_SBOM_is_refused()
    {
        await File.WriteAllTextAsync(directory.Combine("a.json"), "{}", TestContext.Current.CancellationToken);

        var run = await CommandLineRun.InAsync(directory.Path, "sbom", "show", "a.json");

        Assert.Equal(ExitCode.VerificationRefused, run.ExitCode);
        Assert.Contains("KW2702", run.Error, StringComparison.Ordinal);
    }

    private static string Line(string output, string start) => output.Split('\n').Single(line => line.StartsWith(start, StringComparison.Ordinal));

    private string Blob(string digest) => directory.Combine("out", "blobs", "sha256", digest.Split(':')[1]);

    private async Task<CommandLineRun> DoneAsync(params string[] args)
    {
        var run = await CommandLineRun.InAsync(directory.Path, args);
        Assert.True(run.ExitCode == ExitCode.Done, run.Error);
        return run;
    }
}
