// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages.Spdx;

namespace Keyway.Tests.Core.Packages;

public sealed class SpdxExpressionTests
{
    [Theory]
    [InlineData("MIT")]
    [InlineData("GPL-2.0-only WITH Linux-syscall-note")]
    [InlineData("(MIT OR Apache-2.0) AND BSD-3-Clause")]
    [InlineData("((MIT))")]
    [InlineData("Apache-2.0+ OR LicenseRef-Vendor.EULA-1")]
    [InlineData("DocumentRef-spdx-tool-1.2:LicenseRef-MIT-Style-2")]
    [InlineData("MIT AND Apache-2.0 OR ISC AND Zlib")]
    [InlineData("  MIT  ")]
    public void Sound_expressions_have_no_problems(string text) => Assert.Empty(SpdxExpression.Read(text).Problems);

    [Theory]
    [InlineData("", 0)]
    [InlineData("AND", 0)]
    [InlineData("MIT AND", 7)]
    [InlineData("MIT OR OR ISC", 7)]
    [InlineData("MIT ISC", 4)]
    [InlineData("(MIT", 4)]
    [InlineData("MIT)", 3)]
    [InlineData("()", 1)]
    [InlineData("MIT WITH", 8)]
    [InlineData("MIT WITH (ISC)", 9)]
    [InlineData("MIT and ISC", 4)]
    [InlineData("MIT/ISC", 0)]
    [InlineData("MIT++", 0)]
    [InlineData("+", 0)]
    [InlineData("(MIT OR ISC) WITH GCC-exception-3.1", 13)]
    public void Syntax_errors_have_a_position(string text, int position)
    {
        var problem = Assert.Single(SpdxExpression.Read(text).Problems);

        Assert.Equal((SpdxProblemKind.Syntax, position), (problem.Kind, problem.Position));
    }

    [Fact]
    public void Every_unknown_identifier_is_found_with_the_nearest_one()
    {
        var problems = SpdxExpression.Read("GPL-2.0-onyl OR (apache-2.0 WITH LLVM-excption)").Problems;

        Assert.All(problems, problem => Assert.Equal(SpdxProblemKind.UnknownIdentifier, problem.Kind));
        Assert.Equal([0, 17, 33], problems.Select(problem => problem.Position));
        Assert.Equal(["did you mean 'GPL-2.0-only'?", "did you mean 'Apache-2.0'?", "did you mean 'LLVM-exception'?"], problems.Select(problem => problem.Hint));
    }

    // Found by fuzzing: an expression of the greatest length took a hundred walks over the whole list.
    [Fact]
    public void Only_the_first_unknown_identifiers_get_a_suggestion()
    {
        var problems = SpdxExpression.Read(string.Join(" OR ", Enumerable.Repeat("apache-2.0", 60))).Problems;

        Assert.Equal(60, problems.Length);
        Assert.Equal(5, problems.Count(problem => problem.Hint == "did you mean 'Apache-2.0'?"));
    }

    [Theory]
    [InlineData("GPL-2.0", "write 'GPL-2.0-only'")]
    [InlineData("GPL-2.0+", "write 'GPL-2.0-or-later'")]
    [InlineData("LGPL-2.1+", "write 'LGPL-2.1-or-later'")]
    [InlineData("eCos-2.0", "see spdx.org/licenses for what replaced it")]
    public void Deprecated_identifiers_name_their_replacement(string text, string hint)
    {
        var problem = Assert.Single(SpdxExpression.Read(text).Problems);

        Assert.Equal((SpdxProblemKind.Deprecated, hint), (problem.Kind, problem.Hint));
    }

    [Fact]
    public void Nesting_and_length_are_bounded()
    {
        Assert.Empty(SpdxExpression.Read(new string('(', 31) + "MIT" + new string(')', 31)).Problems);
        Assert.Contains("nested too deep", SpdxExpression.Read(new string('(', 1000)).Problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("1025 characters", SpdxExpression.Read(new string('x', 1025)).Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_is_complete_enough()
    {
        Assert.True(SpdxIdentifiers.Licences.Count > 600);
        Assert.True(SpdxIdentifiers.Exceptions.Count > 60);
        Assert.Contains("GPL-2.0", SpdxIdentifiers.DeprecatedLicences.AsEnumerable());
        Assert.Contains("Nokia-Qt-exception-1.1", SpdxIdentifiers.DeprecatedExceptions.AsEnumerable());
    }
}
