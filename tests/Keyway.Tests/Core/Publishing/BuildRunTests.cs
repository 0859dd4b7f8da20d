// SPDX-License-Identifier: Apache-2.0

using Keyway.Publishing;

namespace Keyway.Tests.Core.Publishing;

public sealed class BuildRunTests
{
    [Fact]
    public void GitHub_Actions_say_who_builds_what()
    {
        var run = BuildRun.OfCi(Variables(
            ("GITHUB_ACTIONS", "true"), ("GITHUB_SERVER_URL", "https://github.com"), ("GITHUB_REPOSITORY", "acme/driver"), ("RUNNER_ENVIRONMENT", "github-hosted"), ("GITHUB_RUN_ID", "7"),
            ("GITHUB_RUN_ATTEMPT", "1"), ("GITHUB_REF", "refs/tags/v1"), ("GITHUB_SHA", "abc"), ("GITHUB_WORKFLOW_REF", "acme/driver/.github/workflows/release.yml@refs/tags/v1")));

        Assert.Equal(
            new BuildRun
            {
                BuilderId = "https://github.com/actions/runner/github-hosted",
                InvocationId = "https://github.com/acme/driver/actions/runs/7/attempts/1",
                Repository = "https://github.com/acme/driver",
                Ref = "refs/tags/v1",
                Commit = "abc",
                Workflow = ".github/workflows/release.yml",
            },
            run);
    }

    [Theory]
    [InlineData("v1", "refs/tags/v1")]
    [InlineData(null, "refs/heads/main")]
    public void GitLab_says_who_builds_what(string? tag, string expected)
    {
        var run = BuildRun.OfCi(Variables(
            ("GITLAB_CI", "true"), ("CI_SERVER_URL", "https://gitlab.example"), ("CI_RUNNER_ID", "12"), ("CI_JOB_URL", "https://gitlab.example/acme/driver/-/jobs/7"), ("CI_PROJECT_URL", "https://gitlab.example/acme/driver"),
            ("CI_COMMIT_TAG", tag), ("CI_COMMIT_REF_NAME", "main"), ("CI_COMMIT_SHA", "abc"), ("CI_CONFIG_PATH", ".gitlab-ci.yml")));

        Assert.Equal(("https://gitlab.example/-/runners/12", expected, ".gitlab-ci.yml"), (run.BuilderId, run.Ref, run.Workflow));
    }

    [Fact]
    public void Nobody_says_anything_elsewhere_and_options_go_before_the_environment()
    {
        Assert.Equal(new BuildRun(), BuildRun.OfCi(_ => null));
        Assert.Equal(("b", "c"), (new BuildRun { BuilderId = "a", Commit = "c" }.With(new() { BuilderId = "b" }).BuilderId, new BuildRun { Commit = "c" }.With(new()).Commit));
    }

    private static Func<string, string?> Variables(params (string Name, string? Value)[] variables) => name => variables.FirstOrDefault(variable => variable.Name == name).Value;
}
