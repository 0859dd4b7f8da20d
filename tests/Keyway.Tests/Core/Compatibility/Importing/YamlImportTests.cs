// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Compatibility.Importing;

public sealed class YamlImportTests
{
    private const string Image = """
        version: v1alpha1
        compatibilities:
        - description: "My image requirements"
          rules:
          - name: "kernel and cpu"
            matchFeatures:
            - feature: kernel.loadedmodule
              matchExpressions:
                vfio-pci: {op: Exists}
            - feature: cpu.model
              matchExpressions:
                vendor_id: {op: In, value: ["Intel", "AMD"]}
          - name: "one of available nics"
            matchAny:
            - matchFeatures:
              - feature: pci.device
                matchExpressions:
                  vendor: {op: In, value: ["0EEE"]}
                  class: {op: In, value: ["0200"]}
            - matchFeatures:
              - feature: kernel.config
                matchExpressions:
                  PREEMPT_RT: {op: NotIn, value: ["y"]}
        """;

    [Fact]
    public void Image_that_needs_something_is_known_bad_without_it()
    {
        var import = Imports.Of("nfd-image", Image);
        var entries = Imports.Entries(import);

        Assert.Equal(["kernel-and-cpu", "one-of-available-nics"], entries.Keys);
        Assert.Equal("""{"not":{"fact":"kernel.modules","op":"hasAll","value":["vfio_pci"]}}""", entries["kernel-and-cpu"]["when"]!.ToJsonString());
        Assert.Equal(
            """{"not":{"any":[{"any":"pci.devices","where":{"all":[{"member":"vendor","op":"in","value":["0eee"]},{"member":"class","op":"glob","value":"0200*"}]}},{"not":{"fact":"kernel.config","member":"PREEMPT_RT","op":"in","value":["y"]}}]}}""",
            entries["one-of-available-nics"]["when"]!.ToJsonString());
        Assert.Equal("source(12): cpu.model vendor_id: no fact says this", Assert.Single(import.NotImported).ToString());
    }

    [Fact]
    public void Alternative_that_cannot_be_expressed_refuses_nobody()
    {
        var import = Imports.Of("nfd-image", "version: v1alpha1\ncompatibilities:\n- rules: [{name: a, matchFeatures: [{feature: system.osrelease, matchExpressions: {ID: {op: In, value: [ubuntu]}}}]}]\n- rules: [{name: b, matchFeatures: [{feature: cpu.sst, matchExpressions: {x: {op: IsTrue}}}]}]");

        Assert.Equal(0, import.Entries);
        Assert.Equal(2, import.NotImported.Length);
    }

    [Fact]
    public void Node_feature_rules_only_say_where_a_label_goes()
    {
        var import = Imports.Of("nfd-rules", "kind: NodeFeatureRule\nspec:\n  rules:\n  - name: exact\n    matchFeatures: [{feature: kernel.version, matchExpressions: {full: {op: InRegexp, value: ['^6[.]8[.]']}}}]\n  - name: part\n    matchFeatures: [{feature: kernel.version, matchExpressions: {full: {op: Exists}, minor: {op: Gt, value: ['8']}}}]");
        var entry = Assert.Single(Imports.Entries(import));

        Assert.Equal("exact", entry.Key);
        Assert.Equal("untested", (string?)entry.Value["verdict"]);
        Assert.Equal(["kernel.version minor", "part"], import.NotImported.Select(left => left.What));
    }

    [Fact]
    public void Demands_of_an_operator_refuse_other_releases_and_firmware()
    {
        var import = Imports.Of("sichek", """
            nvidia:
              "0x233010de":
                name: NVIDIA H100 80GB HBM3
                gpu_nums: 8
                software: {driver_version: ">=535.129.03", cuda_version: ">=12.2", vbios_version: "96.00.89.00.01", fabricmanager_version: "535.129.03"}
            hca: {}
            """);
        var entries = Imports.Entries(import);

        Assert.Equal(["2330-driver", "2330-fabricmanager-version", "2330-vbios-version"], entries.Keys);
        Assert.Equal("<535.129.3", (string?)entries["2330-driver"]["applies"]!["versions"]);
        Assert.Equal(["0x233010de gpu_nums", "cuda_version >=12.2", "hca"], import.NotImported.Select(left => left.What));
    }

    [Fact]
    public void Recipes_are_imported_for_the_criteria_that_are_stated()
    {
        const string recipe = "metadata: {name: gb200-eks}\nspec:\n  criteria: {service: eks, os: ubuntu}\n  constraints:\n  - {name: K8s.server.version, value: '>= 1.32'}\n  - {name: OS.sysctl./proc/sys/kernel/osrelease, value: '>= 6.8'}\n";
        var stated = Imports.Options with { Criteria = ImmutableSortedDictionary<string, string>.Empty.Add("service", "eks") };
        var import = Imports.Of("aicr", Encoding.UTF8.GetBytes(recipe), options: stated);

        var entry = Assert.Single(Imports.Entries(import));
        Assert.Equal("untested", (string?)entry.Value["verdict"]);
        Assert.Equal("""{"all":[{"fact":"os.id","op":"eq","value":"ubuntu"},{"not":{"fact":"kernel.release","op":"range","scheme":"linux-kernel","value":"\u003E=6.8"}}]}""", entry.Value["when"]!.ToJsonString());
        Assert.Equal("K8s.server.version >= 1.32", Assert.Single(import.NotImported).What);
        Assert.Equal("source(3): criterion service=eks: no fact tells; state it with --criterion service=eks", Assert.Single(Imports.Of("aicr", recipe).NotImported).ToString());
    }

    [Theory]
    [InlineData("sichek.gpu-specs.yaml", "sichek", "# --- ")]
    [InlineData("aicr.overlay-constraints.txt", "aicr", "# --- ")]
    public void Real_specs_are_read(string file, string kind, string header)
    {
        var text = File.ReadAllText(SharedData.Require("matrices", file));
        var stated = Imports.Options with { Criteria = new Dictionary<string, string> { ["service"] = "eks", ["accelerator"] = "gb200", ["intent"] = "training" }.ToImmutableSortedDictionary() };

        var entries = Imports.Parts(text, header).Where(part => part.Contains("name", StringComparison.Ordinal)).Sum(part => Imports.Of(kind, Encoding.UTF8.GetBytes(part), options: stated).Entries);
        Assert.True(entries >= 3, $"{entries} entries");
    }

    [Theory]
    [InlineData("a: &x [1]\nb: *x", "an alias")]
    [InlineData("a: 1\na: 2", "the key 'a' a second time")]
    [InlineData("a: !!binary aGk=", "the tag")]
    [InlineData("? [a]\n: b", "a key that is a list or map")]
    [InlineData("a: [", "expected YAML 1.2")]
    [InlineData("a: \"\\ud800\"", "expected YAML 1.2")]
    public void Dangerous_yaml_is_refused_with_its_place(string yaml, string problem)
    {
        var refusal = Imports.Refusal("aicr", yaml);

        Assert.StartsWith("KW3292: source(", refusal, StringComparison.Ordinal);
        Assert.Contains(problem, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_and_number_of_values_are_bounded()
    {
        Assert.Contains("values nested 33 deep", Imports.Refusal("aicr", new string('[', 400)), StringComparison.Ordinal);
        Assert.StartsWith("KW3290", Imports.Refusal("aicr", $"[{string.Join(',', Enumerable.Repeat("1", 70_000))}]"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aicr", "a: 1")]
    [InlineData("sichek", "[]")]
    [InlineData("sichek", "nvidia: {x: {}}")]
    [InlineData("nfd-image", "version: v2\ncompatibilities: []")]
    [InlineData("nfd-image", "version: v1alpha1\ncompatibilities: [1]")]
    [InlineData("nfd-rules", "kind: Pod")]
    [InlineData("nfd-image", "version: v1alpha1\ncompatibilities: [{rules: [{matchFeatures: 1}]}]")]
    public void Other_documents_are_refused(string kind, string yaml) => Assert.StartsWith("KW3293", Imports.Refusal(kind, yaml), StringComparison.Ordinal);
}
