// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.CommandLine;
using Keyway.Admission;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Trust.Roots;
using Keyway.Policy;

namespace Keyway.Cli;

/// <summary>The options of every command that lets policies decide: which, by which trusted root, about what and for where.</summary>
internal sealed class PolicyOptions
{
    private readonly Argument<string?> reference = new("ref") { Description = "Package: registry/repo:tag|@digest or oci:DIR[:tag|@digest]", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string[]> policies = new("--policy") { Description = "Policy document, or directory of them; may be given several times", Required = true, HelpName = "PATH", AllowMultipleArgumentsPerToken = false };
    private const string TrustedRootName = "--trusted-root";

    private readonly Option<string?> trustedRoot = new(TrustedRootName) { Description = "Sigstore trusted root; without it the stored one, and without that only keys that a policy names can verify", HelpName = "FILE" };
    private readonly Option<string?> region = new("--region") { Description = "Where the package is to run", HelpName = "NAME" };
    private readonly Option<string?> environment = new("--environment") { Description = "What it is to run for, such as production", HelpName = "NAME" };
    private readonly Option<string?> repository = new("--repository") { Description = "Repository the policies are asked about; the one read from by default", HelpName = "NAME" };
    private readonly Option<string?> audit = new("--audit") { Description = "Audit trail to record the decision in", HelpName = "DIR" };
    private readonly RegistryOptions registry;

    private PolicyOptions(Command command)
    {
        command.Arguments.Add(reference);
        foreach (var option in new Option[] { policies, region, environment, repository, audit }) command.Options.Add(option);
        if (command.Options.All(option => option.Name != TrustedRootName)) command.Options.Add(trustedRoot);
        registry = RegistryOptions.AddTo(command);
    }

    /// <summary>Adds the options; a command that signs too shares the trusted root of <see cref="SigningOptions"/>, which then comes first.</summary>
    public static PolicyOptions AddTo(Command command) => new(command);

    public string? Reference(ParseResult parsed) => parsed.GetValue(reference);

    public ImmutableArray<AdmissionPolicy> Policies(ParseResult parsed, CliContext context) => PolicyFiles.Read(parsed.GetRequiredValue(policies).Select(context.Absolute));

    public PolicyPlace Place(ParseResult parsed, string? named) => new(parsed.GetValue(repository) ?? named, null, parsed.GetValue(region), parsed.GetValue(environment));

    public PackageGate Gate(ParseResult parsed, CliContext context) => new(Root(parsed, context), Policies(parsed, context), context.Time);

    /// <summary>Gathers the evidence about the reference and decides.</summary>
    public async Task<GateDecision> DecideAsync(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var gate = Gate(parsed, context);
        var named = ArtifactReference.Parse(Reference(parsed) ?? throw Errors.NothingToJudge());
        await using var connection = await OpenAsync(parsed, context, named, cancellationToken);
        return await gate.DecideAsync(connection.Repository, await connection.ResolveAsync(cancellationToken), Place(parsed, RepositoryOf(named)), cancellationToken);
    }

    public RegistrySettings Settings(ParseResult parsed, CliContext context) => registry.Read(parsed, context);

    public Task<OciConnection> OpenAsync(ParseResult parsed, CliContext context, ArtifactReference named, CancellationToken cancellationToken) =>
        OciConnection.OpenAsync(named, registry.Read(parsed, context), cancellationToken);

    /// <summary>Records the decision where it was asked for. What cannot be recorded must not be acted on, so a refusal of the trail is one of the command.</summary>
    public async Task RecordAsync(ParseResult parsed, CliContext context, AdmissionDecision decision, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(audit) is not { } directory) return;
        var recorded = await AuditedVerb.Trail(context, directory).RecordAsync(AdmissionRecord.Of(decision), cancellationToken);
        context.Error.WriteLine($"recorded as {recorded.Index} {recorded.Digest}");
    }

    // The path of a layout says nothing about whose package it is.
    public static string RepositoryOf(ArtifactReference named) => named.Transport == ReferenceTransport.Registry ? named.Repository.ToString() : $"oci:{Path.GetFileName(named.Location)}";

    private static TrustedRoot Root(ParseResult parsed, CliContext context) =>
        TrustDocuments.TrustedRoot(context, parsed.GetValue<string?>(TrustedRootName)) ?? TrustDocuments.Nobody;
}
