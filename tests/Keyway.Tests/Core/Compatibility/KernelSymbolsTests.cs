// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Compatibility;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Compatibility;

public sealed class KernelSymbolsTests
{
    private const string Table = "0xad12e74f\tmutex_lock\tvmlinux\tEXPORT_SYMBOL\t\n0x0000000f\tkw_base_open\tkw_base\tEXPORT_SYMBOL_GPL\tKW\n";

    [Fact]
    public void A_table_answers_with_eight_digits()
    {
        var symbols = Parse(Table);

        Assert.Equal(2, symbols.Count);
        Assert.Equal("0xad12e74f", symbols.Find("mutex_lock"));
        Assert.Equal("0x0000000f", symbols.Find("kw_base_open"));
        Assert.Null(symbols.Find("nothing"));
    }

    [Fact]
    public void The_digest_depends_on_symbols_and_crcs_only()
    {
        var same = Parse("0xf\tkw_base_open\n0xAD12E74F\tmutex_lock\tother\n");
        var other = Parse(Table.Replace("0xad12e74f", "0xad12e74e", StringComparison.Ordinal));

        Assert.Equal(Parse(Table).Digest, same.Digest);
        Assert.NotEqual(Parse(Table).Digest, other.Digest);
        Assert.Equal("sha256:dce9abf4", Parse(Table).Digest.ToString()[..15]);
    }

    [Theory]
    [InlineData("KW3054-row", "0xad12e74f\tmutex_lock\nmutex_unlock\n")]
    [InlineData("KW3054-crc", "0x123456789\tmutex_lock\n")]
    [InlineData("KW3054-twice", "0x1\ta\n0x1\ta\n")]
    [InlineData("KW3054-no-symbol", "0x1\t\tvmlinux\n")]
    public void What_is_no_table_is_refused_with_its_line(string name, string text)
    {
        var refusal = Assert.Throws<KeywayException>(() => Parse(text));

        Golden.Verify($"errors/{name}.txt", ErrorText.Of(refusal));
    }

    [Fact]
    public void A_table_has_a_bounded_number_of_rows()
    {
        var rows = string.Concat(Enumerable.Range(0, KernelSymbols.MaximumSymbols + 1).Select(i => $"0x1\ts{i}\n"));

        Assert.Contains("more than 262144 symbols", Assert.Throws<KeywayException>(() => Parse(rows)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_without_an_end_is_refused_before_it_fills_the_memory()
    {
        var text = new string('\0', 1 << 16);

        Assert.Contains("Module.symvers(1): a row of more than 4096 characters", Assert.Throws<KeywayException>(() => Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_ends_of_other_systems_and_a_last_row_without_one_are_read() =>
        Assert.Equal(Parse("0x1\ta\n0x2\tb\n").Digest, Parse("0x1\ta\r\n0x2\tb").Digest);

    private static KernelSymbols Parse(string text) => KernelSymbols.Parse(new StringReader(text), "Module.symvers");
}
