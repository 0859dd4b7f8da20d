// SPDX-License-Identifier: Apache-2.0

using System.Reflection;
using System.Text;
using Keyway.Artifacts;
using Keyway.Cli.Output;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Architecture;

/// <summary>Every code is declared once, inside its folder's block, documented in docs/errors.md and reached by a test.</summary>
public sealed class ErrorCodeTests
{
    [Fact]
    public void Codes_are_unique()
    {
        var twice = Codes().GroupBy(code => code.Id).Where(group => group.Count() > 1).Select(group => group.Key);

        Assert.Empty(twice);
    }

    [Fact]
    public void Every_code_is_named_by_a_test_or_a_golden_file()
    {
        var tests = string.Concat(SourceTree.Files("tests").Select(SourceTree.Read));
        var golden = string.Concat(Directory.EnumerateFiles(RepositoryRoot.Combine("tests", "Keyway.Tests", "Golden"), "*", SearchOption.AllDirectories).Select(File.ReadAllText));

        var unreached = Codes().Where(code => !tests.Contains(code.Id, StringComparison.Ordinal) && !golden.Contains(code.Id, StringComparison.Ordinal));

        Assert.Empty(unreached);
    }

    [Fact]
    public void Docs_errors_md_lists_all_codes()
    {
        StringBuilder page = new("# Error codes\n\nGenerated from the code (`UPDATE_GOLDEN=1 ./test`). Each refusal prints its code, the state things are in now, and what to do next.\n\n| code | exit status | what was refused |\n|---|---|---|\n");
        foreach (var code in Codes().OrderBy(code => code.Id, StringComparer.Ordinal))
            page.Append($"| {code.Id} | {(int)ErrorReport.ExitCodeOf(code.Kind)} | {code.Title} |\n");

        Golden.Verify("../../../docs/errors.md", page.ToString());
    }

    private static IEnumerable<ErrorCode> Codes() =>
        from assembly in new[] { typeof(ErrorCode).Assembly, typeof(Keyway.Packages.DriverConfig).Assembly, typeof(Keyway.Cli.Program).Assembly }
        from type in assembly.GetTypes()
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where field.FieldType == typeof(ErrorCode)
        select (ErrorCode)field.GetValue(null)!;
}
