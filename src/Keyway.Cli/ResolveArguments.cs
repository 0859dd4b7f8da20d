// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.CommandLine.Parsing;
using Keyway.Packages;
using Keyway.Resolution;
using Keyway.Resolution.Explanations;
using Keyway.Versions;

namespace Keyway.Cli;

/// <summary>The arguments of <c>keyway resolve</c>.</summary>
internal sealed class ResolveArguments
{
    public ResolveArguments()
    {
        Isa.AcceptOnlyFromAmong([.. Enum.GetValues<Isa>().Select(isa => isa.Word())]);
        Unknown.AcceptOnlyFromAmong("block", "warn");
    }

    public Argument<string[]> References { get; } = new("ref") { Description = "Packages to choose from: with a tag or digest that one, without all tags of the repository", Arity = ArgumentArity.ZeroOrMore };

    public Option<string> Root { get; } = new("--root") { Description = "Resolve for a captured host tree instead of this host", HelpName = "DIR", DefaultValueFactory = _ => "/" };

    public Option<string?> Facts { get; } = new("--facts") { Description = "Resolve for the host of a facts document", HelpName = "FILE" };

    public Option<string?> Symbols { get; } = new("--symbols") { Description = "The Module.symvers of that host's kernel, if the facts name it", HelpName = "FILE" };

    public Option<string?> Isa { get; } = new("--isa") { Description = "Resolve for this instruction set, whatever the facts say" };

    public Option<string?> Region { get; } = new("--region") { Description = "Country the host stands in, for export control: DE", HelpName = "CC" };

    public Option<string[]> Require { get; } = new("--require") { Description = "Interconnect capability the package must list; may be repeated", HelpName = "CAP", DefaultValueFactory = _ => [] };

    public Option<string?> Versions { get; } = new("--range") { Description = "Versions wanted: \">=2.3.0 <3.0.0\"", HelpName = "RANGE" };

    public Option<string?> Package { get; } = new("--package") { Description = "Name of the package wanted", HelpName = "NAME" };

    public Option<string> Unknown { get; } = new("--unknown") { Description = "What a fact nobody knows means", DefaultValueFactory = _ => "block" };

    public Option<bool> AllowEol { get; } = new("--allow-eol") { Description = "Also choose packages whose support has ended" };

    public Option<string?> Catalogue { get; } = new("--catalogue") { Description = "Choose from a file that `keyway catalogue build` wrote, not from repositories", HelpName = "FILE" };

    public Option<string[]> Assume { get; } = new("--assume") { Description = "Assume a fact instead of what the host says: kernel=6.6; may be repeated", HelpName = "FACT=VALUE", DefaultValueFactory = _ => [] };

    public Option<string[]> Matrix { get; } = new("--matrix") { Description = "Compatibility matrix to ask about every package; may be repeated", HelpName = "FILE", DefaultValueFactory = _ => [] };

    public Option<string?> Profiles { get; } = new("--profiles") { Description = "Registry of interconnect profiles, which says what implies what", HelpName = "FILE" };

    /// <summary>Adds the packages, the host and the policy to a command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(References);
        foreach (var option in (Option[])[Root, Facts, Symbols, Isa, Region, Require, Versions, Package, Unknown, AllowEol, Catalogue, Assume, Matrix, Profiles]) command.Options.Add(option);
        command.Validators.Add(DemandPackages);
    }

    private void DemandPackages(CommandResult result)
    {
        var named = result.GetResult(References)?.Tokens.Count > 0;
        if (named == result.GetResult(Catalogue) is { Implicit: false }) result.AddError(named ? "Give packages or --catalogue, not both" : "Say what to choose from: packages, or a file with --catalogue");
    }

    /// <summary>What the resolver is asked with: the host's facts, or what is assumed instead, and the policy.</summary>
    public async Task<(Situation Situation, Assumptions Assumed)> SituationAsync(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var policy = PolicyOf(parsed, context);
        var assumed = parsed.GetRequiredValue(Assume).Select(Assumption.Parse).ToArray();
        var host = await HostSource.ReadAsync(HostOf(parsed), context, cancellationToken);
        var assumptions = Assumptions.Of(assumed, host.Facts);
        return (assumptions.Apply(new Situation(host.Facts, host.Symbols, policy), context.Time.GetUtcNow()), assumptions);
    }

    public HostSource HostOf(ParseResult parsed) => new(parsed.GetRequiredValue(Root), parsed.GetValue(Facts), parsed.GetValue(Symbols));

    public ResolvePolicy PolicyOf(ParseResult parsed, CliContext context) => new()
    {
        Unknown = parsed.GetValue(Unknown) == "warn" ? UnknownPolicy.Warn : UnknownPolicy.Block,
        Isa = parsed.GetValue(Isa) is { } word && IsaExtensions.TryParse(word, out var isa) ? isa : null,
        Region = parsed.GetValue(Region) is { } region ? ResolvePolicy.RegionOf(region) : null,
        RequiredCapabilities = [.. parsed.GetRequiredValue(Require)],
        Versions = parsed.GetValue(Versions) is { } range ? VersionRange.Parse(VersionScheme.SemVer, range) : null,
        Package = parsed.GetValue(Package),
        AllowsEndOfLife = parsed.GetValue(AllowEol),
        Today = DateOnly.FromDateTime(context.Time.GetUtcNow().UtcDateTime),
        Matrices = MatrixFiles.ParseAll(context, parsed.GetRequiredValue(Matrix)),
        Profiles = parsed.GetValue(Profiles) is { } file ? MatrixFiles.ParseProfiles(context, file) : null,
    };
}
