// SPDX-License-Identifier: Apache-2.0

using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Compatibility.Importing;

public sealed class ListImportTests
{
    [Fact]
    public void Listed_devices_are_untested_not_supported()
    {
        var import = Imports.Of("debian-ids", "10DE2330\n10de20B2 # A100\n\n1002744C\n", "nvidia-current.ids");
        var entries = Imports.Entries(import);

        Assert.Equal(["nvidia-current", "nvidia-current-2"], entries.Keys);
        Assert.All(entries.Values, entry => Assert.Equal("untested", (string?)entry["verdict"]));
        Assert.Equal("""{"any":"gpu.devices","where":{"all":[{"member":"vendor","op":"eq","value":"10de"},{"member":"device","op":"in","value":["20b2","2330"]}]}}""", entries["nvidia-current-2"]["when"]!.ToJsonString());
    }

    [Fact]
    public void Long_lists_are_split_so_that_every_predicate_stays_in_its_limit()
    {
        var import = Imports.Of("debian-ids", string.Concat(Enumerable.Range(0, 2500).Select(id => $"10DE{id:X4}\n")));

        Assert.Equal(3, import.Entries);
    }

    [Fact]
    public void Word_that_is_no_id_is_refused_with_its_line() => Assert.StartsWith("KW3293: source(2): '10DE233G'", Imports.Refusal("debian-ids", "10DE2330\n10DE233G"), StringComparison.Ordinal);

    [Fact]
    public void Lists_of_a_distribution_are_read()
    {
        var rows = File.ReadLines(SharedData.Require("matrices", "debian-nvidia-detect-550.163.01.tsv")).Where(row => !row.StartsWith('#')).Select(row => row.Split('\t'));

        foreach (var row in rows) Assert.InRange(Imports.Of("debian-ids", row[1], row[0] + ".ids").Entries, 1, 3);
    }

    [Fact]
    public void Chips_with_a_legacy_branch_are_known_bad()
    {
        var import = Imports.Of("supported-gpus", """
            {"chips": [
              {"devid": "0x2330", "name": "H100", "features": ["kernelopen"]},
              {"devid": "0x0FC6", "name": "GTX 650", "legacybranch": "470.xx", "features": []},
              {"devid": "0x2330", "subdevid": "0x16C1", "subvendorid": "0x10DE", "name": "H100 SXM", "features": []},
              {"devid": "*", "name": "any"}
            ]}
            """);
        var entries = Imports.Entries(import);

        Assert.Equal(["legacy-470-xx", "supported-gpus"], entries.Keys);
        Assert.Equal("known-bad", (string?)entries["legacy-470-xx"]["verdict"]);
        Assert.Equal("untested", (string?)entries["supported-gpus"]["verdict"]);
        Assert.Equal(["2330 on board 0x10DE:0x16C1", "chip *"], import.NotImported.Select(left => left.What));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"chips\": 1}")]
    [InlineData("{\"chips\": [], \"chips\": []}")]
    [InlineData("{\"chips\": ")]
    [InlineData("[[[[[[[[[[[[[]]]]]]]]]]]]]")]
    public void Other_json_is_refused(string json) => Assert.StartsWith("KW3293", Imports.Refusal("supported-gpus", json), StringComparison.Ordinal);

    [Fact]
    public void Kernel_symbols_of_an_rpm_must_all_be_exported()
    {
        var import = Imports.Of("rpm-symbols", "kernel(printk) = 0x92997ed8\nksym(fget) = 0xb0f01c61\n/bin/sh\nkernel(fget) = 0x00000000b0f01c61\n");

        Assert.Equal("""{"not":{"fact":"kernel.symvers.digest","op":"crcSubset","value":{"fget":"0xb0f01c61","printk":"0x92997ed8"}}}""", Imports.Entries(import)["kernel-symbols-1"]["when"]!.ToJsonString());
        Assert.Equal("/bin/sh", Assert.Single(import.NotImported).What);
    }

    [Fact]
    public void Symbol_with_two_crcs_is_refused() => Assert.StartsWith("KW3293: source(2): a with 0x00000002 and 0x00000001", Imports.Refusal("rpm-symbols", "kernel(a) = 0x1\nkernel(a) = 0x2"), StringComparison.Ordinal);

    [Theory]
    [InlineData("kernel() = 0x1")]
    [InlineData("kernel(a) >= 0x1")]
    [InlineData("kernel(a) = 1")]
    [InlineData("kernel(a) = 0x1ffffffff")]
    [InlineData("kernel(a b) = 0x1")]
    [InlineData("kernel(a) = 0x1 x")]
    public void Other_requirements_are_listed(string row)
    {
        var import = Imports.Of("rpm-symbols", "kernel(ok) = 0x1\n" + row);

        Assert.Equal(row, Assert.Single(import.NotImported).What);
    }
}
