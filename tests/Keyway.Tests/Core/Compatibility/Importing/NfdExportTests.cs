// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Keyway.Compatibility.Importing;
using Keyway.Compatibility.Importing.Nfd;
using Keyway.Compatibility.Matrices;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Compatibility.Importing;

public sealed class NfdExportTests
{
    private const string Image = """
        version: v1alpha1
        compatibilities:
        - rules:
          - name: all-at-once
            matchFeatures:
            - feature: kernel.loadedmodule
              matchExpressions:
                vfio-pci: {op: Exists}
                nouveau: {op: DoesNotExist}
            - feature: kernel.version
              matchExpressions:
                full: {op: InRegexp, value: ['^6[.]1[28][.].*-amd64$']}
            - feature: system.osrelease
              matchExpressions:
                ID: {op: In, value: [debian, ubuntu]}
                VERSION_ID: {op: NotIn, value: ["11"]}
                VERSION_CODENAME: {op: Exists}
          - name: one-of-these
            matchAny:
            - matchFeatures:
              - feature: pci.device
                matchExpressions:
                  vendor: {op: In, value: ["10de"]}
                  device: {op: In, value: ["2330", "2331"]}
                  class: {op: In, value: ["0302", "0300"]}
            - matchFeatures:
              - feature: kernel.config
                matchExpressions:
                  PREEMPT_RT: {op: DoesNotExist}
                  MODVERSIONS: {op: In, value: ["y"]}
        """;

    [Fact]
    public void What_is_exported_and_imported_again_says_the_same()
    {
        var first = Imports.Of("nfd-image", Image);
        var export = Export(first);
        var second = Imports.Of("nfd-image", export.Specification.ToArray());

        Assert.Empty(first.NotImported);
        Assert.Empty(export.NotExported);
        Assert.Empty(second.NotImported);
        Assert.Equal(2, export.Rules);
        Assert.Equal(Said(first), Said(second));
    }

    [Fact]
    public void Alternative_sets_come_back_as_one_rule()
    {
        const string rule = "matchFeatures: [{feature: system.osrelease, matchExpressions: {ID: {op: In, value: [%]}}}]";
        var first = Imports.Of("nfd-image", "version: v1alpha1\ncompatibilities:\n- rules: [{name: a, " + rule.Replace('%', 'a') + "}]\n- rules: [{name: b, " + rule.Replace('%', 'b') + "}]");

        Assert.Equal(Said(first), Said(Imports.Of("nfd-image", Export(first).Specification.ToArray())));
    }

    [Theory]
    [InlineData("""{"fact":"os.id","op":"eq","value":"debian"}""", """{"fact":"os.id","op":"in","value":["debian"]}""")]
    [InlineData("""{"fact":"os.id","op":"ne","value":"debian"}""", """{"not":{"fact":"os.id","op":"in","value":["debian"]}}""")]
    [InlineData("""{"fact":"kernel.modules","op":"hasAny","value":["a","b"]}""", """{"not":{"all":[{"not":{"fact":"kernel.modules","op":"hasAll","value":["a"]}},{"not":{"fact":"kernel.modules","op":"hasAll","value":["b"]}}]}}""")]
    public void Other_ways_to_say_it_come_back_in_one_form(string when, string back)
    {
        var again = Imports.Of("nfd-image", NfdExport.Of(Matrix($$""" "when":{{when}},"verdict":"known-bad" """)).Specification.ToArray());

        Assert.Equal(JsonNode.Parse(back)!.ToJsonString(), Canonical(Assert.Single(Imports.Entries(again)).Value));
    }

    [Theory]
    [InlineData(""" "verdict":"supported" """, "it is supported")]
    [InlineData(""" "verdict":"known-bad" """, "no rule of NFD")]
    [InlineData(""" "verdict":"known-bad","applies":{"versions":"<2.0.0"} """, "it is about some releases")]
    [InlineData(""" "verdict":"known-bad","profile":"fusion-1.0" """, "NFD knows no interconnect profiles")]
    [InlineData(""" "verdict":"known-bad","notAfter":"2027-01-01" """, "it expires")]
    [InlineData(""" "verdict":"known-bad","when":{"fact":"os.id","op":"glob","value":"deb*"} """, "no rule of NFD")]
    [InlineData(""" "verdict":"known-bad","when":{"fact":"kernel.release","op":"range","scheme":"linux-kernel","value":"6.10+"} """, "no rule of NFD")]
    [InlineData(""" "verdict":"known-bad","when":{"any":"pci.devices","where":{"member":"vendor","op":"in","value":["10de"]}} """, "no rule of NFD")]
    [InlineData(""" "verdict":"known-bad","when":{"not":{"any":"pci.devices","where":{"member":"driver","op":"in","value":["nvidia"]}}} """, "no rule of NFD")]
    [InlineData(""" "verdict":"known-bad","when":{"not":{"all":[{"any":[{"fact":"os.id","op":"eq","value":"a"},{"fact":"os.id","op":"eq","value":"b"}]},{"any":[{"fact":"os.id","op":"eq","value":"a"},{"fact":"os.id","op":"eq","value":"c"}]}]}} """, "no rule of NFD")]
    public void What_a_rule_cannot_say_exactly_is_listed(string members, string reason)
    {
        var export = NfdExport.Of(Matrix(members));

        Assert.Equal(0, export.Rules);
        Assert.StartsWith("a: " + reason, Assert.Single(export.NotExported).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_another_entry_overrides_is_listed()
    {
        var matrix = Parse("""{"id":"a","when":{"fact":"os.id","op":"eq","value":"x"},"verdict":"known-bad","issued":"2026-11-01T00:00:00Z"},{"id":"b","verdict":"supported","overrides":["a"],"issued":"2026-11-02T00:00:00Z"}""");

        Assert.Equal("a: another entry overrides it on some hosts", NfdExport.Of(matrix).NotExported[0].ToString());
    }

    [Fact]
    public async Task The_command_prints_the_specification_and_lists_the_rest()
    {
        using TemporaryDirectory directory = new();
        await File.WriteAllBytesAsync(directory.Combine("m.json"), Imports.Of("nfd-image", Image).Matrix, TestContext.Current.CancellationToken);
        string[] sample = ["matrix", "export", "--to", "nfd", RepositoryRoot.Combine("samples", "matrices", "known-bad-public.json")];

        var done = await CommandLineRun.InAsync(directory.Path, "matrix", "export", "--to", "nfd", "m.json");
        var file = await CommandLineRun.InAsync(directory.Path, "matrix", "export", "--to", "nfd", "m.json", "-o", "spec.yaml");
        var partly = await CommandLineRun.InAsync(directory.Path, [.. sample, "--json"]);

        Assert.Equal(Keyway.Cli.ExitCode.Done, done.ExitCode);
        Golden.Verify("matrix/export-nfd.yaml", done.Output);
        Assert.Equal("spec.yaml: 2 rules, 0 entries not exported\n", file.Output);
        Assert.Equal(done.Output, await File.ReadAllTextAsync(directory.Combine("spec.yaml"), TestContext.Current.CancellationToken));
        Assert.Equal(Keyway.Cli.ExitCode.PartlyDone, partly.ExitCode);
        Assert.Contains("\"notExported\": [", partly.Output, StringComparison.Ordinal);
        Assert.StartsWith("not exported: ", (await CommandLineRun.InAsync(directory.Path, sample)).Error, StringComparison.Ordinal);
    }

    private static NfdExported Export(ImportedMatrix import) => NfdExport.Of(CompatibilityMatrix.Parse(import.Matrix.Span, "matrix"));

    private static string Said(ImportedMatrix import) => string.Join('\n', Imports.Entries(import).Select(entry => $"{entry.Key} {entry.Value["verdict"]} {Canonical(entry.Value)}"));

    private static string Canonical(JsonObject entry) => Flat(entry["when"]!).ToJsonString();

    // "all" within "all" says the same as one list: features of one term come back as terms of their own.
    private static JsonNode Flat(JsonNode node) => node switch
    {
        JsonObject { } group when group["all"] is JsonArray parts => new JsonObject { ["all"] = new JsonArray([.. parts.Select(part => Flat(part!)).SelectMany(Parts)]) },
        JsonObject some => new JsonObject(some.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Flat(member.Value!)))),
        JsonArray list => new JsonArray([.. list.Select(item => Flat(item!))]),
        _ => node.DeepClone(),
    };

    private static IEnumerable<JsonNode?> Parts(JsonNode part) => part is JsonObject && part["all"] is JsonArray inner ? inner.Select(item => item!.DeepClone()) : [part];

    private static CompatibilityMatrix Matrix(string members) => Parse($$"""{"id":"a",{{members}},"issued":"2026-11-01T00:00:00Z"}""");

    private static CompatibilityMatrix Parse(string entries) => CompatibilityMatrix.Parse(Encoding.UTF8.GetBytes($$"""{"schemaVersion":1,"package":"demo","versions":">=1.0.0","entries":[{{entries}}]}"""), "m");
}
