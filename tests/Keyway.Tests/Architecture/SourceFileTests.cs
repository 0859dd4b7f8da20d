// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Tests.Architecture;

/// <summary>Holds what the style page promises of every source file.</summary>
public sealed class SourceFileTests
{
    private const int LongestFile = 400;

    [Fact]
    public void Every_source_file_starts_with_its_licence()
    {
        var without = SourceTree.Files("src").Concat(SourceTree.Files("tests"))
            .Where(file => !IsBuildOutput(file) && !SourceTree.Read(file).StartsWith("// SPDX-License-Identifier: Apache-2.0\n", StringComparison.Ordinal));

        Assert.Empty(without);
    }

    [Fact]
    public void No_source_file_is_longer_than_a_person_reads_at_once()
    {
        var tooLong = SourceTree.Files("src").Where(file => SourceTree.Read(file).Count(c => c == '\n') > LongestFile);

        Assert.Empty(tooLong);
    }

    [Theory]
    [InlineData("Helper")]
    [InlineData("Manager")]
    [InlineData("Util")]
    [InlineData("Utils")]
    [InlineData("Service")]
    [InlineData("Common")]
    [InlineData("Impl")]
    public void No_file_is_named_after_its_role_in_a_pattern(string word) =>
        Assert.DoesNotContain(SourceTree.Files("src"), file => Path.GetFileNameWithoutExtension(file).EndsWith(word, StringComparison.Ordinal));

    private static bool IsBuildOutput(string file) => file.Contains("/obj/", StringComparison.Ordinal);
}
