// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Admission;
using Keyway.Artifacts;
using Keyway.Artifacts.Oci;
using Keyway.Audit;

namespace Keyway.Cli;

/// <summary>The options of commands that use a package only when policies admit it. They come after <see cref="SignatureOptions"/>, whose trusted root they share.</summary>
internal sealed class AdmissionOptions
{
    // Below a host's root. No option turns it off: who may change that file may change the host.
    private const string HostPolicy = "etc/keyway/policy.json";
    private const string HostTrust = "etc/keyway/trust/" + TrustDirectory.TrustedRoot;

    private readonly Option<string[]> policies = new("--policy") { Description = "Policy that has to admit the package, or a directory of them; may be given several times", HelpName = "PATH", DefaultValueFactory = _ => [] };
    private readonly Option<string?> environment = new("--environment") { Description = "What the package is to run for, such as production", HelpName = "NAME" };

    private AdmissionOptions()
    {
    }

    public static AdmissionOptions AddTo(Command command)
    {
        AdmissionOptions options = new();
        foreach (Option option in (Option[])[options.policies, options.environment]) command.Options.Add(option);
        return options;
    }

    /// <summary>Whether any policy is asked: one on the command line, or the host's own.</summary>
    public bool AreAsked(ParseResult parsed, string host) => parsed.GetRequiredValue(policies).Length > 0 || Below(host, HostPolicy).Any();

    public bool AreWanted(ParseResult parsed) => parsed.GetRequiredValue(policies).Length > 0;

    /// <summary>Asks the policies about exactly this index; the decision is recorded before it is acted on.</summary>
    /// <param name="host">Absolute root of the host it is for, whose own policy is asked as well when it has one; null when it is for none yet.</param>
    /// <exception cref="KeywayException">KW2630: they refuse. KW2620, KW2650: a policy is none, or not there.</exception>
    public async Task RequireAsync(ParseResult parsed, AuditedDecision record, CliContext context, ArtifactReference named, IOciRepository repository, Descriptor index, string? region, string? host, CancellationToken cancellationToken)
    {
        List<string> paths = [.. parsed.GetRequiredValue(policies).Select(context.Absolute), .. Below(host, HostPolicy)];
        if (paths.Count == 0)
        {
            // Nobody may believe that somebody was asked where nobody was.
            record.Remark = new() { Code = "scope", Text = "no policy was asked" };
            return;
        }

        var root = TrustDocuments.TrustedRoot(context, parsed.GetValue<string?>("--trusted-root") ?? Below(host, HostTrust).FirstOrDefault()) ?? TrustDocuments.Nobody;
        PackageGate gate = new(root, PolicyFiles.Read(paths), context.Time);
        var (decision, _) = await gate.DecideAsync(repository, index, new(PolicyOptions.RepositoryOf(named), null, region, parsed.GetValue(environment)), cancellationToken);
        await record.RecordAsync(AdmissionRecord.Of(decision, AuditAction.Install), cancellationToken);
        decision.OrRefuse();
    }

    private static IEnumerable<string> Below(string? host, string path) => host is not null && File.Exists(Path.Combine(host, path)) ? [Path.Combine(host, path)] : [];
}
