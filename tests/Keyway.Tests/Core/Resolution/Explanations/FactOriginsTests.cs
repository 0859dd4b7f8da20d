// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;
using Keyway.Resolution.Explanations;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Resolution.Explanations;

public sealed class FactOriginsTests
{
    [Fact]
    public void The_table_of_the_spec_is_the_table_of_the_program()
    {
        var rows = File.ReadLines(RepositoryRoot.Combine("spec", "explanation", "spec.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Count(c => c == '|') == 5);

        Assert.Equal(FactOrigins.Table.Select(row => $"| `{row.Name}` | {row.Origin.How} | {(row.Origin.NeedsRoot ? "yes" : "no")} | {row.Origin.Kind.ToString().ToLowerInvariant()} |"), rows);
    }

    [Theory]
    [InlineData("firmware.gpu.vbios", "keyway probe, where nvidia-smi or rocm-smi runs")]
    [InlineData("firmware.nvswitch", "declare it in /etc/keyway/facts.d")]
    [InlineData("kernel.release", "keyway probe")]
    [InlineData("nobody.knows", "declare it in /etc/keyway/facts.d")]
    public void The_longest_name_decides_and_what_nobody_registered_is_declared(string fact, string how) => Assert.Equal(how, FactOrigins.Of(FactName.Parse(fact)).How);
}
