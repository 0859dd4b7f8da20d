// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway sbom create|check|diff|merge|show</c>: software bills of materials, ours and other people's.</summary>
internal static class SbomCommand
{
    public static Command Create(CliContext context) => new("sbom", "Make, check, compare, merge and show software bills of materials (SPDX and CycloneDX).")
    {
        SbomCreateCommand.Create(context), SbomCheckCommand.Create(context), SbomDiffCommand.Create(context), SbomMergeCommand.Create(context), SbomShowCommand.Create(context),
    };
}
