// SPDX-License-Identifier: Apache-2.0

using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Compatibility.Importing;

public sealed class DkmsImportTests
{
    private const string Driver = """
        # A driver
        PACKAGE_NAME="kw"; # no assignment: it has a semicolon
        """;

    [Fact]
    public void Kernels_machines_and_options_that_DKMS_refuses_are_known_bad()
    {
        var import = Imports.Of("dkms", """
            PACKAGE_NAME="kw-$x"
            MAKE[0]="make \
              modules"
            BUILD_EXCLUSIVE_KERNEL="^([5-6]\.)"
            BUILD_EXCLUSIVE_KERNEL_MIN=6.10
            BUILD_EXCLUSIVE_ARCH='x86_64'   # only there
            BUILD_EXCLUSIVE_CONFIG="!CONFIG_PREEMPT_RT CONFIG_MODVERSIONS"
            """);
        var entries = Imports.Entries(import);

        Assert.Equal(["dkms-arch", "dkms-config-modversions", "dkms-config-preempt-rt", "dkms-kernel", "dkms-kernel-min"], entries.Keys);
        Assert.All(entries.Values, entry => Assert.Equal("known-bad", (string?)entry["verdict"]));
        Assert.Equal("""{"not":{"any":[{"fact":"kernel.release","op":"glob","value":"5.*"},{"fact":"kernel.release","op":"glob","value":"6.*"}]}}""", entries["dkms-kernel"]["when"]!.ToJsonString());
        Assert.Equal("""{"fact":"isa.name","op":"in","value":["arm64","riscv64"]}""", entries["dkms-arch"]["when"]!.ToJsonString());
        Assert.Equal("""{"all":[{"fact":"kernel.config","op":"hasAll","value":["PREEMPT_RT"]},{"fact":"kernel.config","member":"PREEMPT_RT","op":"ne","value":"n"}]}""", entries["dkms-config-preempt-rt"]["when"]!.ToJsonString());
        Assert.Empty(import.NotImported);
    }

    [Theory]
    [InlineData("if true; then\nBUILD_EXCLUSIVE_ARCH=x86_64\nfi")]
    [InlineData("[ -e /x ] && BUILD_EXCLUSIVE_ARCH=x86_64")]
    [InlineData("BUILD_EXCLUSIVE_ARCH=x86_64\nunset BUILD_EXCLUSIVE_ARCH")]
    [InlineData("BUILD_EXCLUSIVE_ARCH+=x86_64")]
    [InlineData("BUILD_EXCLUSIVE_ARCH=$(uname -m)")]
    [InlineData("BUILD_EXCLUSIVE_ARCH=`uname -m`")]
    [InlineData("BUILD_EXCLUSIVE_ARCH=\"${arch}\"")]
    [InlineData("BUILD_EXCLUSIVE_ARCH='x86_64")]
    [InlineData("BUILD_EXCLUSIVE_KERNEL='^[5-9][0-9]+\\.1'")]
    [InlineData("BUILD_EXCLUSIVE_KERNEL_MAX=6.10")]
    [InlineData("BUILD_EXCLUSIVE_KERNEL_MIN=soon")]
    [InlineData("BUILD_EXCLUSIVE_CONFIG=PREEMPT_RT")]
    [InlineData("OBSOLETE_BY=6.10")]
    public void What_only_a_shell_could_say_is_listed_and_claims_nothing(string statement)
    {
        var import = Imports.Of("dkms", "PACKAGE_NAME=kw\n" + statement + "\n", "dkms.conf");

        Assert.Equal(0, import.Entries);
        Assert.NotEmpty(import.NotImported);
    }

    [Fact]
    public void A_semicolon_makes_it_shell_code() => Assert.StartsWith("KW3293", Imports.Refusal("dkms", Driver), StringComparison.Ordinal);

    [Fact]
    public void Conf_files_of_a_vendor_give_kernels_and_options()
    {
        var text = File.ReadAllText(SharedData.Require("matrices", "nvidia-550.163.01.dkms-conf.txt"));

        foreach (var part in Imports.Parts(text, "### "))
        {
            var import = Imports.Of("dkms", part);
            Assert.Equal(["dkms-config-preempt-rt", "dkms-config-preempt-rt-full", "dkms-kernel"], Imports.Entries(import).Keys);
            Assert.Empty(import.NotImported);
        }
    }
}
