// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Compatibility;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Compatibility;

public sealed class FactNameTests
{
    [Theory]
    [InlineData("kernel.release")]
    [InlineData("cpu.riscv.mimpid")]
    [InlineData("firmware.gpu.vbios")]
    [InlineData("memory.page-size")]
    [InlineData("a")]
    [InlineData("0.1")]
    public void Good_names_parse_and_print(string text) => Assert.Equal(text, FactName.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a.")]
    [InlineData(".a")]
    [InlineData("a..b")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a.-b")]
    [InlineData("a--b")]
    [InlineData("Kernel.release")]
    [InlineData("kernel_release")]
    [InlineData("kernel release")]
    [InlineData("kérnel")]
    public void Bad_names_are_refused(string text) => Assert.False(FactName.TryParse(text, out _));

    [Fact]
    public void A_name_has_at_most_128_characters()
    {
        Assert.True(FactName.TryParse(new string('a', 128), out _));
        Assert.False(FactName.TryParse(new string('a', 129), out _));
    }

    [Theory]
    [InlineData("nvswitch", "firmware.nvswitch")]
    [InlineData("gpu.vbios", "firmware.gpu.vbios")]
    [InlineData("NETIR UPHY", "firmware.netir-uphy")]
    public void Firmware_components_have_a_fact_each(string component, string name) => Assert.Equal(name, FactName.OfFirmware(component).ToString());

    [Fact]
    public void The_refusal_shows_the_rule()
    {
        var refusal = Assert.Throws<KeywayException>(() => FactName.Parse("Kernel"));

        Golden.Verify("errors/KW3050.txt", ErrorText.Of(refusal));
    }
}
