// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Admission;
using Keyway.Artifacts.Oci;
using Keyway.Audit;

namespace Keyway.Cli;

/// <summary>The options of commands that use a package only when policies admit it. They come after <see cref="SignatureOptions"/>, whose trusted root they share.</summary>
internal sealed class AdmissionOptions
{
    private readonly Option<string[]> policies = new("--policy") { Description = "Policy that has to admit the package, or a directory of them; may be given several times", HelpName = "PATH", DefaultValueFactory = _ => [] };
    private readonly Option<string?> environment = new("--environment") { Description = "What the package is to run for, such as production", HelpName = "NAME" };
    private readonly Option<string?> audit = new("--audit") { Description = "Audit trail to record the policies' decision in", HelpName = "DIR" };

    private AdmissionOptions()
    {
    }

    public static AdmissionOptions AddTo(Command command)
    {
        AdmissionOptions options = new();
        foreach (Option option in (Option[])[options.policies, options.environment, options.audit]) command.Options.Add(option);
        return options;
    }

    public bool AreWanted(ParseResult parsed) => parsed.GetRequiredValue(policies).Length > 0;

    /// <summary>Asks the policies about exactly this index; the decision is recorded before it is acted on.</summary>
    /// <exception cref="Artifacts.KeywayException">KW2630: they refuse. KW2620, KW2650: a policy is none, or not there.</exception>
    public async Task RequireAsync(ParseResult parsed, CliContext context, ArtifactReference named, IOciRepository repository, Descriptor index, string? region, CancellationToken cancellationToken)
    {
        if (!AreWanted(parsed)) return;
        var root = TrustDocuments.TrustedRoot(context, parsed.GetValue<string?>("--trusted-root")) ?? TrustDocuments.Nobody;
        PackageGate gate = new(root, PolicyFiles.Read(parsed.GetRequiredValue(policies).Select(context.Absolute)), context.Time);
        var (decision, _) = await gate.DecideAsync(repository, index, new(PolicyOptions.RepositoryOf(named), null, region, parsed.GetValue(environment)), cancellationToken);
        if (parsed.GetValue(audit) is { } directory)
        {
            AuditTrail trail = new(context.Absolute(directory), new() { Program = "keyway", Version = typeof(AdmissionOptions).Assembly.GetName().Version!.ToString(3), User = context.EnvironmentVariable("USER") }, context.Time);
            await trail.RecordAsync(AdmissionRecord.Of(decision, AuditAction.Install), cancellationToken);
        }

        decision.OrRefuse();
    }
}
