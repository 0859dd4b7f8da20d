// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway tuf</c>: private TUF repositories, and a client for any.</summary>
internal static class TufCommand
{
    public static Command Create(CliContext context) => new("tuf", "Publish files through a TUF repository, and fetch them so that nobody between can roll back, freeze or replace them.")
    {
        TufAddTargetCommand.Create(context),
        TufDelegateCommand.Create(context),
        TufDownloadCommand.Create(context),
        TufInitCommand.Create(context),
        TufPublishCommand.Create(context),
        TufRefreshCommand.Create(context),
        TufRemoveTargetCommand.Create(context),
        TufRenewCommand.Create(context),
        TufRotateCommand.Create(context),
        TufSignCommand.Create(context),
        TufStatusCommand.Create(context),
        TufTrustCommand.Create(context),
    };
}
