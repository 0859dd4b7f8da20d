// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Publishing;

/// <summary>Who ran a build, from what and why, as the CI or the command line says.</summary>
public sealed record BuildRun
{
    /// <summary>The platform; decides the SLSA level a verifier gives it.</summary>
    public string? BuilderId { get; init; }

    /// <summary>Address of this run.</summary>
    public string? InvocationId { get; init; }

    /// <summary>Address of the source repository.</summary>
    public string? Repository { get; init; }

    /// <summary>The ref that was built: <c>refs/tags/v2.3.1</c>.</summary>
    public string? Ref { get; init; }

    /// <summary>The commit it stood for.</summary>
    public string? Commit { get; init; }

    /// <summary>Path of the workflow in the repository.</summary>
    public string? Workflow { get; init; }

    public DateTimeOffset? StartedOn { get; init; }

    public DateTimeOffset? FinishedOn { get; init; }

    /// <summary>What the environment variables of GitHub Actions or GitLab CI say; empty elsewhere.</summary>
    public static BuildRun OfCi(Func<string, string?> variable)
    {
        if (variable("GITHUB_ACTIONS") == "true") return OfGitHub(variable);
        return variable("GITLAB_CI") == "true" ? OfGitLab(variable) : new();
    }

    /// <summary>This run, with whatever the other one says in place of it.</summary>
    public BuildRun With(BuildRun other) => new()
    {
        BuilderId = other.BuilderId ?? BuilderId,
        InvocationId = other.InvocationId ?? InvocationId,
        Repository = other.Repository ?? Repository,
        Ref = other.Ref ?? Ref,
        Commit = other.Commit ?? Commit,
        Workflow = other.Workflow ?? Workflow,
        StartedOn = other.StartedOn ?? StartedOn,
        FinishedOn = other.FinishedOn ?? FinishedOn,
    };

    private static BuildRun OfGitHub(Func<string, string?> variable)
    {
        var repository = $"{variable("GITHUB_SERVER_URL")}/{variable("GITHUB_REPOSITORY")}";
        return new()
        {
            BuilderId = $"https://github.com/actions/runner/{(variable("RUNNER_ENVIRONMENT") == "github-hosted" ? "github-hosted" : "self-hosted")}",
            InvocationId = $"{repository}/actions/runs/{variable("GITHUB_RUN_ID")}/attempts/{variable("GITHUB_RUN_ATTEMPT")}",
            Repository = repository,
            Ref = variable("GITHUB_REF"),
            Commit = variable("GITHUB_SHA"),
            Workflow = WorkflowPath(variable("GITHUB_WORKFLOW_REF"), variable("GITHUB_REPOSITORY")),
        };
    }

    // GITHUB_WORKFLOW_REF is owner/repo/.github/workflows/release.yml@refs/tags/v1.
    private static string? WorkflowPath(string? reference, string? repository) =>
        reference is not null && repository is not null && reference.StartsWith(repository + "/", StringComparison.Ordinal) ? reference[(repository.Length + 1)..].Split('@')[0] : null;

    private static BuildRun OfGitLab(Func<string, string?> variable) => new()
    {
        BuilderId = $"{variable("CI_SERVER_URL")}/-/runners/{variable("CI_RUNNER_ID")}",
        InvocationId = variable("CI_JOB_URL"),
        Repository = variable("CI_PROJECT_URL"),
        Ref = variable("CI_COMMIT_TAG") is { Length: > 0 } tag ? $"refs/tags/{tag}" : $"refs/heads/{variable("CI_COMMIT_REF_NAME")}",
        Commit = variable("CI_COMMIT_SHA"),
        Workflow = variable("CI_CONFIG_PATH"),
    };
}
