// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Trust.Tuf;
using Keyway.Artifacts.Web;

namespace Keyway.Cli;

/// <summary>Where a TUF client finds its repository: <c>--repository --targets-url --ca-file --plain-http</c>. An https address, or a directory that was carried here.</summary>
internal sealed class TufSourceOptions
{
    private readonly Option<string> repository = new("--repository", "-r") { Description = "Address of the repository's metadata (https), or a directory with metadata/ and targets/", HelpName = "URL|DIR", Required = true };
    private readonly Option<string?> targets = new("--targets-url") { Description = "Address of the targets; without it targets/ beside the metadata", HelpName = "URL" };
    private readonly Option<string?> caFile = new("--ca-file") { Description = "PEM file with a further certificate authority" };
    private readonly Option<bool> plainHttp = new("--plain-http") { Description = "Speak HTTP without TLS to other machines too" };

    private TufSourceOptions()
    {
    }

    public static TufSourceOptions AddTo(Command command)
    {
        TufSourceOptions options = new();
        foreach (var option in (Option[])[options.repository, options.targets, options.caFile, options.plainHttp]) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(options.repository) is { } named && IsAddress(named) && !IsUsable(named)) result.AddError($"--repository '{named}' is not an http or https address");
            if (result.GetValue(options.targets) is { } address && !IsUsable(address)) result.AddError($"--targets-url '{address}' is not an http or https address");
        });
        return options;
    }

    /// <summary>The client for it, which the caller disposes, and the repository.</summary>
    public (WebClient Web, ITufSource Source) Open(ParseResult parsed, CliContext context)
    {
        WebClient web = new(new RegistrySettings
        {
            EnvironmentVariable = context.EnvironmentVariable,
            Time = context.Time,
            WorkingDirectory = context.WorkingDirectory,
            CaFile = parsed.GetValue(caFile),
            AllowsPlainHttp = parsed.GetValue(plainHttp),
        });
        var named = parsed.GetRequiredValue(repository);
        if (!IsAddress(named)) return (web, new DirectoryTufSource(context.Absolute(named)));
        Uri metadata = new(named.EndsWith('/') ? named : named + "/");
        return (web, new WebTufSource(web, metadata, parsed.GetValue(targets) is { } address ? new Uri(address) : TargetsBeside(metadata)));
    }

    private static bool IsAddress(string text) => text.Contains("://", StringComparison.Ordinal);

    private static bool IsUsable(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https");

    // .../metadata/ has its targets in .../targets/; a repository without such folders has them below the metadata, as Sigstore's does.
    private static Uri TargetsBeside(Uri metadata) => metadata.AbsolutePath.EndsWith("/metadata/", StringComparison.Ordinal) ? new Uri(metadata, "../targets/") : new Uri(metadata, "targets/");
}
