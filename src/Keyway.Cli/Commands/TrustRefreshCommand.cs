// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Trust.Tuf;
using Keyway.Artifacts.Web;
using Keyway.Audit;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway trust refresh URL</c>: fetches the trusted root from a TUF repository.</summary>
internal static class TrustRefreshCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> repository = new("url") { Description = "Where the TUF repository is" };
        Option<string?> anchor = new("--tuf-root") { Description = "Its root.json, which you got over a way you trust; needed the first time", HelpName = "FILE" };
        Option<string?> targets = new("--targets-url") { Description = "Where its targets are; without it targets/ below the repository", HelpName = "URL" };
        Option<string> name = new("--target") { Description = "Name of the trusted root in it", DefaultValueFactory = _ => TrustDirectory.TrustedRoot, HelpName = "NAME" };
        Command command = new("refresh", """
            Fetch the trusted root, and the signing configuration if there is one, from a TUF repository, and store them.

            Signed by a threshold of keys, never older than what was seen before, and not expired: an old or frozen copy is refused
            and what is stored stays. Later calls go on from the last trusted state, so the root.json is needed once.

            Examples:
              keyway trust refresh https://tuf.example/ --tuf-root root.json
              keyway trust refresh https://tuf.example/

            Exit status: 0 stored, 2 no root to start from, 10 no such target or file, 21 metadata or target refused, 75 repository unreachable.
            """)
        {
            repository, anchor, targets, name,
        };
        var registry = RegistryOptions.AddTo(command);
        AuditedVerb verb = new(context, AuditAction.TrustRefresh, parsed => parsed.GetRequiredValue(repository));
        verb.Set(command, async (parsed, record, cancellationToken) =>
        {
            using WebClient web = new(registry.Read(parsed, context));
            var origin = WithSlash(parsed.GetRequiredValue(repository));
            WebTufSource source = new(web, origin, parsed.GetValue(targets) is { } given ? WithSlash(given) : new Uri(origin, "targets/"));
            var trust = await Refresh(context, source, parsed.GetValue(anchor), parsed.GetRequiredValue(name)).RefreshAsync(cancellationToken);
            record.Digest = Digest.OfBytes(trust.TrustedRootJson);
            await record.AdmitAsync(cancellationToken);
            var directory = await TrustDocuments.StoreAsync(context, trust.TrustedRootJson, trust.SigningConfigJson, cancellationToken);
            context.Error.WriteLine($"stored in {directory}; root {trust.RootVersion}, targets {trust.TargetsVersion}, fresh until {trust.Expires.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z");
            context.Output.WriteLine(Digest.OfBytes(trust.TrustedRootJson));
            return (int)ExitCode.Done;
        });
        return command;
    }

    // Each repository has a state of its own: versions of one say nothing about those of another.
    private static SigstoreRootRefresh Refresh(CliContext context, WebTufSource source, string? anchor, string name)
    {
        var directory = Path.Combine(TrustDirectory.Writable(context), "tuf", Digest.OfBytes(System.Text.Encoding.UTF8.GetBytes(source.Name)).Hex);
        var root = anchor is null ? null : TrustDocuments.Read(context.Absolute(anchor));
        return new(source, directory, new TufClientSettings { Anchor = root }, context.Time) { TrustedRootName = name };
    }

    private static Uri WithSlash(string address) =>
        Uri.TryCreate(address.TrimEnd('/') + "/", UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? uri : throw Errors.BadAddress(address);
}
