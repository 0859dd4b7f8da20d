// SPDX-License-Identifier: Apache-2.0

using Keyway.EndToEnd.Registry;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Samples;

/// <summary>
/// The CI recipes of samples/ci: well-formed, and their shell steps executed in order, as the runner would, against a registry on this machine. Steps that need
/// docker or cosign are reported as not run; everything else has to succeed.
/// </summary>
public sealed class RecipeTests
{
    [Theory]
    [InlineData("github-release.yml", 6, "The same signatures by cosign, Container image of the same driver, for every platform")]
    [InlineData("gitlab-release.yml", 2, "image")]
    public async Task Shell_steps_of_the_recipe_succeed(string name, int executed, string notRun)
    {
        var recipe = Recipe.Read(RepositoryRoot.Combine("samples", "ci", name));
        using TemporaryDirectory directory = new();
        await using var registry = await RegistryProcess.StartAsync();
        var environment = await PrepareAsync(directory, registry, recipe);
        var steps = recipe.Steps.ToLookup(step => step.NeedsAbsentPrograms);

        foreach (var step in steps[false])
        {
            var run = await ProgramRun.OfAsync("bash", ["-eo", "pipefail", "-c", step.Script], directory.Path, environment);
            Assert.True(run.ExitStatus == 0, $"{name}: step '{step.Name}' exited {run.ExitStatus}\n{run.Output}\n{run.Error}");
        }

        foreach (var step in steps[true]) TestContext.Current.TestOutputHelper?.WriteLine($"not run here, for it needs docker or cosign: {step.Name}");
        Assert.Equal((executed, notRun), (steps[false].Count(), string.Join(", ", steps[true].Select(step => step.Name))));
        Assert.Contains(registry.Authority, await File.ReadAllTextAsync(directory.Combine("reference"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.True(Directory.Exists(directory.Combine("trail")));
    }

    [Theory]
    [InlineData("github-release.yml")]
    [InlineData("gitlab-release.yml")]
    public void No_script_of_a_recipe_has_an_expression_in_it(string name) =>
        Assert.All(Recipe.Read(RepositoryRoot.Combine("samples", "ci", name)).Steps, step => Assert.DoesNotContain("${{", step.Script, StringComparison.Ordinal));

    private static async Task<Dictionary<string, string>> PrepareAsync(TemporaryDirectory directory, RegistryProcess registry, Recipe recipe)
    {
        await ProgramRun.SucceedsAsync("cp", ["-r", RepositoryRoot.Combine("samples"), directory.Combine("samples")]);
        Directory.CreateDirectory(directory.Combine("bin"));
        var wrapper = directory.Combine("bin", "keyway");
        await File.WriteAllTextAsync(wrapper, $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "keyway.dll")}' \"$@\"\n");
        File.SetUnixFileMode(wrapper, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await ProgramRun.SucceedsAsync(wrapper, ["key", "generate", "--no-password", "--output", directory.Combine("secret")]);
        Dictionary<string, string> environment = new(recipe.Variables)
        {
            ["PATH"] = $"{directory.Combine("bin")}:{Environment.GetEnvironmentVariable("PATH")}",
            ["REPOSITORY"] = $"{registry.Authority}/gpu/kw-link",
            ["KEY"] = await File.ReadAllTextAsync(directory.Combine("secret.key")),
            ["KEYWAY_KEY_FILE"] = directory.Combine("secret.key"),
        };
        foreach (var (variable, value) in recipe.RunnerVariables) environment[variable] = value;
        return environment;
    }
}
