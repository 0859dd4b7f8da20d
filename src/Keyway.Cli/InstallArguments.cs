// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Resolution;

namespace Keyway.Cli;

/// <summary>The arguments of <c>keyway install</c>.</summary>
internal sealed class InstallArguments
{
    public Argument<string> Reference { get; } = new("ref") { Description = "The package: with a tag or digest that one, without the best that fits of all tags" };

    public Option<string> Root { get; } = HostRootOption.Create();

    public Option<string?> Facts { get; } = new("--facts") { Description = "Decide by the facts document of the host instead of probing its root", HelpName = "FILE" };

    public Option<string?> Symbols { get; } = new("--symbols") { Description = "The Module.symvers of the host's kernel, if the root does not hold it", HelpName = "FILE" };

    public Option<string?> Region { get; } = new("--region") { Description = "Country the host stands in, for export control: DE", HelpName = "CC" };

    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Say what would be installed, and why, and change nothing" };

    public Option<bool> Channel { get; } = new("--channel") { Description = "Install only what the host's channel admits; a host that has joined one installs nothing else" };

    public Option<bool> AllowUnverified { get; } = new("--allow-unverified") { Description = "Install although nobody is asked who made the package; recorded, and shown by status and history" };

    public Option<string[]> Despite { get; } = DespiteOption.Create();

    public HostSource HostOf(ParseResult parsed) => new(parsed.GetRequiredValue(Root), parsed.GetValue(Facts), parsed.GetValue(Symbols));

    public ResolvePolicy PolicyOf(ParseResult parsed, TimeProvider time) => new()
    {
        Region = parsed.GetValue(Region) is { } region ? ResolvePolicy.RegionOf(region) : null,
        Today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime),
    };
}
