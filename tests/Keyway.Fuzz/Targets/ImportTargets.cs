// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Compatibility.Importing;
using Keyway.Fuzz.Mutation;

namespace Keyway.Fuzz.Targets;

/// <summary>Other people's documents that a matrix is made from. What is made must be a matrix, and never say supported.</summary>
internal static class ImportTargets
{
    private static readonly ImportOptions Options = new() { Package = "kw", Issued = new DateTimeOffset(2026, 11, 24, 9, 30, 0, TimeSpan.Zero), Criteria = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("service", "eks") };

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        Target("dkms", InputShape.Text, "PACKAGE_NAME=\"kw\"\nBUILD_EXCLUSIVE_KERNEL=\"^(3\\.[1-9][0-9]|[4-9]\\.)\"\nBUILD_EXCLUSIVE_ARCH='x86_64|aarch64'\nBUILD_EXCLUSIVE_CONFIG=\"!CONFIG_PREEMPT_RT \\\n CONFIG_OF\" # x\nMAKE[0]=\"make ${x}\"\nBUILD_EXCLUSIVE_KERNEL_MIN=6.10\n"),
        Target("debian-ids", InputShape.Text, "10DE2330\n10de20B2 # A100\n"),
        Target("supported-gpus", InputShape.Json, "{\"chips\":[{\"devid\":\"0x2330\",\"name\":\"H100\",\"features\":[\"kernelopen\"]},{\"devid\":\"0x0FC6\",\"legacybranch\":\"470.xx\"},{\"devid\":\"0x2330\",\"subdevid\":\"0x16C1\",\"subvendorid\":\"0x10DE\"}]}"),
        Target("rpm-symbols", InputShape.Text, "kernel(printk) = 0x92997ed8\nksym(fget) = 0xb0f01c61\n/bin/sh\n"),
        Target("nfd-image", InputShape.Text, "version: v1alpha1\ncompatibilities:\n- description: \"x\"\n  rules:\n  - name: a\n    matchFeatures:\n    - feature: kernel.loadedmodule\n      matchExpressions:\n        vfio-pci: {op: Exists}\n    matchAny:\n    - matchFeatures:\n      - feature: pci.device\n        matchExpressions:\n          vendor: {op: In, value: [\"0eee\"]}\n          class: {op: In, value: ['0200']}\n"),
        Target("nfd-rules", InputShape.Text, "kind: NodeFeatureRule\nspec:\n  rules:\n  - name: exact\n    matchFeatures: [{feature: kernel.version, matchExpressions: {full: {op: InRegexp, value: ['^6[.]8']}}}]\n"),
        Target("sichek", InputShape.Text, "nvidia:\n  \"0x233010de\":\n    name: H100\n    software:\n      driver_version: \">=535.129.03\"\n      vbios_version: \"96.00.89.00.01\"\n      fabricmanager_version: \"535.129.03\" # x\n    state: {pstate: 0}\n"),
        Target("aicr", InputShape.Text, "metadata: {name: r}\nspec:\n  criteria: {service: eks, os: ubuntu}\n  constraints:\n  - name: OS.release.VERSION_ID\n    value: \"24.04\"\n  - {name: OS.sysctl./proc/sys/kernel/osrelease, value: '>= 6.8'}\n"),
    ];

    private static FuzzTarget Target(string kind, InputShape shape, string seed) =>
        new("import-" + kind, shape, ["Keyway.Compatibility.Importing", "Keyway.Versions"], () => Seeds.Texts(seed), bytes => Import(kind, bytes)) { Iterations = 4_000, MaxLength = 8192 };

    private static void Import(string kind, byte[] bytes)
    {
        var import = MatrixImport.Run(kind, [ImportSource.Of("fuzz", bytes)], Options);
        using var matrix = JsonDocument.Parse(import.Matrix);
        foreach (var entry in matrix.RootElement.GetProperty("entries").EnumerateArray()) Promise.That(entry.GetProperty("verdict").GetString() is "known-bad" or "untested", "no import is a test");
    }
}
