// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.RegularExpressions;
using Keyway.Cli;
using Keyway.EndToEnd.Packages;
using Keyway.EndToEnd.Payloads;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Sbom;

/// <summary>Every field of every file in an SBOM, found again by sha256sum, sha512sum, stat, file, readelf and modinfo.</summary>
public sealed partial class SbomFieldTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public Task The_sample_says_what_the_tools_say() => CheckAsync(RepositoryRoot.Combine("samples", "kw-link", "2.3.1"));

    [Fact]
    public async Task Real_driver_payloads_say_what_the_tools_say()
    {
        var payloads = RealPayloads.Require();
        await RealPayloads.ComposeAsync(payloads, directory.Combine("source"));
        RealPayloads.WriteManifest(payloads, directory.Combine("source"), "535.261.03");

        await CheckAsync(directory.Combine("source"));
    }

    private async Task CheckAsync(string source)
    {
        await Peer.RequireProgramAsync("readelf", "--version");
        await Peer.RequireProgramAsync("modinfo", "--version");
        var run = await CommandLineRun.InAsync(directory.Path, "sbom", "create", source, "--format", "cyclonedx-1.6", "--output", "sbom.json");
        Assert.True(run.ExitCode == ExitCode.Done, run.Error);
        using var bom = JsonDocument.Parse(await File.ReadAllBytesAsync(directory.Combine("sbom.json"), TestContext.Current.CancellationToken));
        var needs = bom.RootElement.GetProperty("dependencies").EnumerateArray()
            .ToDictionary(entry => entry.GetProperty("ref").GetString()!, entry => entry.TryGetProperty("dependsOn", out var list) ? list.EnumerateArray().Select(id => id.GetString()!).ToList() : []);
        var files = Flat(bom.RootElement.GetProperty("components")).Where(component => Properties(component).Contains("keyway:path")).ToList();
        var paths = files.ToDictionary(file => file.GetProperty("bom-ref").GetString()!, file => PathOf(source, file));

        await CheckSumsAsync(files, paths, "sha256sum", "SHA-256");
        await CheckSumsAsync(files, paths, "sha512sum", "SHA-512");
        foreach (var file in files) await CheckFileAsync(file, paths, needs);
        await CheckFlagsAsync(files, paths);
    }

    // TR-03183-2 v2.1 §8.1: executable is machine code or a script, an archive is a container or compressed, structured is one that still names its parts.
    private static async Task CheckFlagsAsync(List<JsonElement> files, Dictionary<string, string> paths)
    {
        await Peer.RequireProgramAsync("file", "--version");
        var types = await ProgramRun.SucceedsAsync("file", ["--no-pad", "--no-sandbox", "--mime-type", .. paths.Values.Distinct()]);
        var typeOf = types.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToDictionary(line => line[..line.LastIndexOf(": ", StringComparison.Ordinal)], line => line[(line.LastIndexOf(": ", StringComparison.Ordinal) + 2)..]);

        foreach (var file in files)
        {
            var (path, properties) = (paths[file.GetProperty("bom-ref").GetString()!], Properties(file));
            var (type, isExecuted) = (typeOf[path], path.Contains("/userspace/", StringComparison.Ordinal) && (File.GetUnixFileMode(path) & UnixFileMode.UserExecute) != 0);
            Assert.True(properties["bsi:component:executable"].Single() == (isExecuted || MachineCode().IsMatch(type) ? "executable" : "non-executable"), $"{path}: {type}");
            Assert.True(properties["bsi:component:archive"].Single() == (Container().IsMatch(type) || Compressed().IsMatch(type) ? "archive" : "no archive"), $"{path}: {type}");
            Assert.True(properties["bsi:component:structured"].Single() == (Container().IsMatch(type) ? "structured" : "unstructured"), $"{path}: {type}");
        }
    }

    private static async Task CheckSumsAsync(List<JsonElement> files, Dictionary<string, string> paths, string program, string algorithm)
    {
        var sums = await ProgramRun.SucceedsAsync(program, paths.Values.Distinct());
        var sumOf = sums.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToDictionary(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 2)..], line => line[..line.IndexOf(' ', StringComparison.Ordinal)]);

        foreach (var file in files) Assert.Equal(sumOf[paths[file.GetProperty("bom-ref").GetString()!]], file.GetProperty("hashes").EnumerateArray().Single(hash => hash.GetProperty("alg").GetString() == algorithm).GetProperty("content").GetString());
    }

    private static async Task CheckFileAsync(JsonElement file, Dictionary<string, string> paths, Dictionary<string, List<string>> needs)
    {
        var id = file.GetProperty("bom-ref").GetString()!;
        var (path, properties) = (paths[id], Properties(file));
        Assert.Equal(new FileInfo(path).Length.ToString(System.Globalization.CultureInfo.InvariantCulture), properties["keyway:size"].Single());
        Assert.Equal(Path.GetFileName(path), properties["bsi:component:filename"].Single());
        if (path.EndsWith(".ko", StringComparison.Ordinal)) await CheckModuleAsync(path, properties, needs[id]);
        else if (await IsElfAsync(path)) await CheckElfAsync(path, properties, needs[id]);
        else Assert.DoesNotContain(properties, property => property.Key.StartsWith("keyway:elf:", StringComparison.Ordinal));
    }

    private static async Task CheckModuleAsync(string path, ILookup<string, string> properties, List<string> needs)
    {
        var run = await ProgramRun.SucceedsAsync("modinfo", ["-0", path]);
        var theirs = run.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).ToLookup(pair => pair[0].Trim(), pair => pair[1].Trim(' '));

        foreach (var (ours, word) in new[] { ("name", "name"), ("vermagic", "vermagic"), ("license", "license"), ("srcversion", "srcversion") })
            Assert.Equal(theirs[word].FirstOrDefault()?.TrimEnd(), properties[$"keyway:module:{ours}"].SingleOrDefault());
        Assert.Equal(theirs["firmware"].Order(StringComparer.Ordinal), properties["keyway:module:firmware"].Order(StringComparer.Ordinal));
        var depends = theirs["depends"].Single().Split(',', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(depends, properties["keyway:module:depends"]);
        Assert.Equal(1 + depends.Length + theirs["firmware"].Distinct().Count(), needs.Count);
        Assert.Contains($"host/linux/{theirs["vermagic"].Single().Split(' ')[0]}", needs);
        var notes = await ProgramRun.OfAsync("readelf", ["-n", path]);
        Assert.Equal(BuildId().Match(notes.Output) is { Success: true } match ? match.Groups[1].Value : null, properties["keyway:module:buildId"].SingleOrDefault());
    }

    private static async Task CheckElfAsync(string path, ILookup<string, string> properties, List<string> needs)
    {
        var run = await ProgramRun.SucceedsAsync("readelf", ["-W", "-d", "-n", "-l", path]);

        Assert.Equal(BuildId().Match(run.Output) is { Success: true } match ? match.Groups[1].Value : null, properties["keyway:elf:buildId"].SingleOrDefault());
        Assert.Equal(Soname().Match(run.Output) is { Success: true } soname ? soname.Groups[1].Value : null, properties["keyway:elf:soname"].SingleOrDefault());
        Assert.Equal(Interpreter().Match(run.Output) is { Success: true } interpreter ? interpreter.Groups[1].Value : null, properties["keyway:elf:interpreter"].SingleOrDefault());
        var needed = Needed().Matches(run.Output).Select(found => found.Groups[1].Value).ToList();
        Assert.Equal(needed, properties["keyway:elf:needed"]);
        // Each need is one dependency: a file of the package or something of the host; the loader may be named twice.
        Assert.Equal(needed.Concat(properties["keyway:elf:interpreter"].Select(loader => Path.GetFileName(loader))).Distinct().Count(), needs.Count);
    }

    private static async Task<bool> IsElfAsync(string path)
    {
        await using var stream = File.OpenRead(path);
        var start = new byte[4];
        return await stream.ReadAtLeastAsync(start, 4, throwOnEndOfStream: false) == 4 && start.AsSpan().SequenceEqual("\u007fELF"u8) && path.Contains("/userspace/", StringComparison.Ordinal);
    }

    private static IEnumerable<JsonElement> Flat(JsonElement components) =>
        components.EnumerateArray().SelectMany(component => component.TryGetProperty("components", out var parts) ? Flat(parts).Prepend(component) : [component]);

    private static ILookup<string, string> Properties(JsonElement component) => (component.TryGetProperty("properties", out var list) ? list.EnumerateArray().ToList() : [])
        .ToLookup(property => property.GetProperty("name").GetString()!, property => property.GetProperty("value").GetString()!);

    private static string PathOf(string source, JsonElement file)
    {
        var path = Properties(file)["keyway:path"].Single();
        var isa = file.GetProperty("bom-ref").GetString()!.Split('/')[0];
        return isa is "dkms" or "firmware" ? Path.Combine(source, path) : Path.Combine(source, isa, path);
    }

    [GeneratedRegex(@"^(application/x-(pie-executable|executable|sharedlib|object|elf)|text/x-(shellscript|.*python|perl))$", RegexOptions.None, 1000)]
    private static partial Regex MachineCode();

    [GeneratedRegex(@"^application/(zip|x-tar|x-cpio|x-archive|vnd\.debian\.binary-package|java-archive)$", RegexOptions.None, 1000)]
    private static partial Regex Container();

    [GeneratedRegex(@"^application/(gzip|zstd|x-xz|x-bzip2|x-lzma)$", RegexOptions.None, 1000)]
    private static partial Regex Compressed();

    [GeneratedRegex(@"Build ID: ([0-9a-f]+)", RegexOptions.None, 1000)]
    private static partial Regex BuildId();

    [GeneratedRegex(@"\(SONAME\) .*\[(.*)\]", RegexOptions.None, 1000)]
    private static partial Regex Soname();

    [GeneratedRegex(@"\(NEEDED\) .*\[(.*)\]", RegexOptions.None, 1000)]
    private static partial Regex Needed();

    [GeneratedRegex(@"program interpreter: ([^\]]+)\]", RegexOptions.None, 1000)]
    private static partial Regex Interpreter();
}
