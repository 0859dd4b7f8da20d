// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Keyway.Packages.Elf;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Packages;

/// <summary>Our reader of programs and libraries against readelf, over the samples of three ISAs and the libraries of this machine.</summary>
public sealed partial class UserspacePeerTests
{
    [Fact]
    public async Task Dynamic_sections_version_needs_and_build_ids_are_those_of_readelf()
    {
        await Peer.RequireProgramAsync("readelf", "--version");
        var files = Files().ToList();
        Assert.True(files.Count > 20, $"only {files.Count} files");

        foreach (var path in files)
        {
            var ours = Read(path);
            var run = await ProgramRun.SucceedsAsync("readelf", ["--wide", "--dynamic", "--version-info", "--notes", "--program-headers", path]);

            Assert.Equal(All(NeededLine(), run.Output), ours.Needed);
            Assert.Equal(All(SonameLine(), run.Output).FirstOrDefault(), ours.Soname);
            Assert.Equal(All(PathLine(), run.Output).SelectMany(value => value.Split(':')), ours.SearchPath);
            Assert.Equal(All(BuildIdLine(), run.Output).FirstOrDefault(), ours.BuildId);
            Assert.Equal(All(InterpreterLine(), run.Output).FirstOrDefault(), ours.Interpreter);
            Assert.Equal(All(VersionLine(), run.Output).Order(StringComparer.Ordinal), ours.NeededVersions.Select(need => need.Version).Order(StringComparer.Ordinal));
            Assert.Equal(StackLine().IsMatch(run.Output), ours.HasExecutableStack);
        }
    }

    private static UserspaceElf Read(string path)
    {
        using var stream = File.OpenRead(path);
        return UserspaceElf.Read(stream, path);
    }

    private static IEnumerable<string> Files()
    {
        var samples = Directory.EnumerateFiles(RepositoryRoot.Combine("samples", "kw-link"), "*", SearchOption.AllDirectories).Where(path => path.Contains("/userspace/", StringComparison.Ordinal));
        var system = Directory.EnumerateFiles("/usr/bin").Concat(Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu").SelectMany(folder => Directory.EnumerateFiles(folder, "*.so.*")));
        return samples.Concat(system.Order(StringComparer.Ordinal).Where((_, index) => index % 20 == 0)).Where(IsElf);
    }

    private static bool IsElf(string path)
    {
        using var stream = File.OpenRead(path);
        var start = new byte[4];
        return stream.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && ElfHeader.HasMagic(start);
    }

    private static IEnumerable<string> All(Regex regex, string text) => regex.Matches(text).Select(match => match.Groups["value"].Value);

    [GeneratedRegex(@"\(NEEDED\) .*\[(?<value>.*)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NeededLine();

    [GeneratedRegex(@"\(SONAME\) .*\[(?<value>.*)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SonameLine();

    [GeneratedRegex(@"\((RPATH|RUNPATH)\) .*\[(?<value>.*)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PathLine();

    [GeneratedRegex(@"Build ID: (?<value>[0-9a-f]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BuildIdLine();

    [GeneratedRegex(@"program interpreter: (?<value>[^\]]+)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InterpreterLine();

    [GeneratedRegex(@"^ +0x[0-9a-f]+: +Name: (?<value>\S+) +Flags", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex VersionLine();

    [GeneratedRegex(@"GNU_STACK +.* RWE ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StackLine();
}
