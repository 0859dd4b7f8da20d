// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway trust</c>: whom identities and logs are believed through.</summary>
internal static class TrustCommand
{
    public static Command Create(CliContext context) => new("trust", "Show, store and refresh the trusted authorities and logs of a Sigstore instance.")
    {
        TrustImportCommand.Create(context),
        TrustRefreshCommand.Create(context),
        TrustShowCommand.Create(context),
    };
}
