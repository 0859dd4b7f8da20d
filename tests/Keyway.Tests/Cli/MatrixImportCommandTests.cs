// SPDX-License-Identifier: Apache-2.0

using Keyway.Cli;
using Keyway.Compatibility.Matrices;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli;

public sealed class MatrixImportCommandTests
{
    private const string Conf = "PACKAGE_NAME=kw-link\nBUILD_EXCLUSIVE_ARCH=x86_64\nBUILD_EXCLUSIVE_KERNEL_MIN=6.10\n";
    private const string Max = "BUILD_EXCLUSIVE_KERNEL_MAX=6.12\n";

    [Fact]
    public async Task The_matrix_is_the_output_and_what_is_not_in_it_is_on_standard_error()
    {
        using TemporaryDirectory directory = new();

        var run = await ImportAsync(directory, Conf + Max);

        Assert.Equal(ExitCode.PartlyDone, run.ExitCode);
        Golden.Verify("matrix/import.txt", $"{run.Output}--- standard error\n{run.Error}");
        CompatibilityMatrix.Parse(System.Text.Encoding.UTF8.GetBytes(run.Output), "output");
    }

    [Fact]
    public async Task As_json_both_are_one_document()
    {
        using TemporaryDirectory directory = new();

        var run = await ImportAsync(directory, Conf + Max, "--json", "--versions", ">=2.0.0 <3.0.0");

        Assert.Equal((ExitCode.PartlyDone, ""), (run.ExitCode, run.Error));
        Golden.Verify("matrix/import.json", run.Output);
    }

    [Fact]
    public async Task Nothing_left_out_is_done_and_a_file_holds_what_would_be_printed()
    {
        using TemporaryDirectory directory = new();

        var printed = await ImportAsync(directory, Conf);
        var written = await ImportAsync(directory, Conf, "--output", "matrix.json");
        var json = await ImportAsync(directory, Conf, "--output", "matrix.json", "--json");

        Assert.Equal((ExitCode.Done, ExitCode.Done, ""), (printed.ExitCode, written.ExitCode, written.Error));
        Assert.Equal(printed.Output, await File.ReadAllTextAsync(directory.Combine("matrix.json"), TestContext.Current.CancellationToken));
        Assert.Matches("^sha256:[0-9a-f]{64}  matrix.json  \\(2 entries, 0 not imported\\)\n$", written.Output);
        Assert.Contains($"\"digest\": \"{written.Output[..71]}\"", json.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"matrix\"", json.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_of_another_format_is_refused_and_nothing_written()
    {
        using TemporaryDirectory directory = new();

        var run = await ImportAsync(directory, "[Unit]\n", "--output", "matrix.json");

        Assert.Equal((ExitCode.Usage, ""), (run.ExitCode, run.Output));
        Golden.Verify("matrix/import-refused.txt", run.Error);
        Assert.False(File.Exists(directory.Combine("matrix.json")));
        Assert.Equal(ExitCode.NotFound, (await RunAsync(directory, [], "nothing.conf")).ExitCode);
        Assert.Contains("KW3290", (await ImportAsync(directory, new string('#', 1 << 21))).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'service' is not KEY=VALUE", "service")]
    [InlineData("'=eks' is not KEY=VALUE", "=eks")]
    [InlineData("service is given 2 times", "service=eks", "service=gke")]
    public async Task A_criterion_is_a_key_with_one_value(string problem, params string[] criteria)
    {
        using TemporaryDirectory directory = new();

        var run = await ImportAsync(directory, Conf, [.. criteria.SelectMany(criterion => (string[])["--criterion", criterion])]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stated_criterion_opens_recipes_for_it()
    {
        using TemporaryDirectory directory = new();
        const string recipe = """
            kind: RecipeMetadata
            metadata:
              name: h100-eks
            spec:
              criteria:
                service: eks
              constraints:
                - name: K8s.server.version
                  value: ">= 1.32"
                - name: OS.sysctl./proc/sys/kernel/osrelease
                  value: ">= 6.8"
            """;
        await File.WriteAllTextAsync(directory.Combine("recipe.yaml"), recipe, TestContext.Current.CancellationToken);

        var silent = await CommandLineRun.WithAsync(directory.Path, FixedTime.Default, _ => null, "matrix", "import", "--from", "aicr", "recipe.yaml", "--package", "nvidia-driver");
        var stated = await CommandLineRun.WithAsync(directory.Path, FixedTime.Default, _ => null, "matrix", "import", "--from", "aicr", "recipe.yaml", "--package", "nvidia-driver", "--criterion", "service=eks");

        Assert.Contains("\"entries\": []", silent.Output, StringComparison.Ordinal);
        Assert.Contains("\"id\": \"h100-eks-", stated.Output, StringComparison.Ordinal);
        Assert.Equal((ExitCode.PartlyDone, ExitCode.PartlyDone), (silent.ExitCode, stated.ExitCode));
    }

    private static async Task<CommandLineRun> ImportAsync(TemporaryDirectory directory, string conf, params string[] options)
    {
        Directory.CreateDirectory(directory.Combine("kw"));
        await File.WriteAllTextAsync(directory.Combine("kw", "dkms.conf"), conf, TestContext.Current.CancellationToken);
        return await RunAsync(directory, options, Path.Combine("kw", "dkms.conf"));
    }

    private static Task<CommandLineRun> RunAsync(TemporaryDirectory directory, string[] options, string file) =>
        CommandLineRun.WithAsync(directory.Path, FixedTime.Default, _ => null, ["matrix", "import", "--from", "dkms", file, "--package", "kw-link", .. options]);
}
