// SPDX-License-Identifier: Apache-2.0

using YamlDotNet.RepresentationModel;

namespace Keyway.EndToEnd.Samples;

/// <summary>A workflow of GitHub Actions or GitLab CI, as far as its shell steps go.</summary>
internal sealed record Recipe(IReadOnlyList<RecipeStep> Steps, IReadOnlyDictionary<string, string> Variables, IReadOnlyDictionary<string, string> RunnerVariables)
{
    private const string Commit = "d20ace7968ba43c0219f62d71334c1095bab1602";

    public static Recipe Read(string path)
    {
        YamlStream stream = [];
        using (StreamReader reader = new(path)) stream.Load(reader);
        var root = (YamlMappingNode)stream.Documents.Single().RootNode;
        return root.Children.ContainsKey("jobs") ? GitHub(root) : GitLab(root);
    }

    private static Recipe GitHub(YamlMappingNode root) => new(
        [.. Map(root["jobs"]).Children.Values.SelectMany(job => ((YamlSequenceNode)job["steps"]).Select(Map)).Where(step => step.Children.ContainsKey("run")).Select(step => new RecipeStep(Text(step["name"]), Text(step["run"])))],
        Literals(Map(root["env"])),
        new Dictionary<string, string>
        {
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_SERVER_URL"] = "https://github.com",
            ["GITHUB_REPOSITORY"] = "acme/driver",
            ["GITHUB_REF"] = "refs/tags/v2.3.1",
            ["GITHUB_SHA"] = Commit,
            ["GITHUB_RUN_ID"] = "7",
            ["GITHUB_RUN_ATTEMPT"] = "1",
            ["GITHUB_WORKFLOW_REF"] = "acme/driver/.github/workflows/release.yml@refs/tags/v2.3.1",
            ["RUNNER_ENVIRONMENT"] = "github-hosted",
        });

    // The runner joins the commands of a job into one script.
    private static Recipe GitLab(YamlMappingNode root) => new(
        [.. root.Children.Where(pair => pair.Value is YamlMappingNode job && job.Children.ContainsKey("script")).Select(pair => new RecipeStep(Text(pair.Key), string.Join('\n', ((YamlSequenceNode)pair.Value["script"]).Select(Text))))],
        Literals(Map(root["variables"])),
        new Dictionary<string, string>
        {
            ["GITLAB_CI"] = "true",
            ["CI_SERVER_URL"] = "https://gitlab.example",
            ["CI_PROJECT_URL"] = "https://gitlab.example/acme/driver",
            ["CI_RUNNER_ID"] = "12",
            ["CI_JOB_URL"] = "https://gitlab.example/acme/driver/-/jobs/7",
            ["CI_COMMIT_TAG"] = "v2.3.1",
            ["CI_COMMIT_SHA"] = Commit,
            ["CI_CONFIG_PATH"] = ".gitlab-ci.yml",
        });

    private static Dictionary<string, string> Literals(YamlMappingNode variables) =>
        variables.Children.Select(pair => (Name: Text(pair.Key), Value: Text(pair.Value))).Where(pair => !pair.Value.Contains('$')).ToDictionary(pair => pair.Name, pair => pair.Value);

    private static YamlMappingNode Map(YamlNode node) => (YamlMappingNode)node;

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;
}
