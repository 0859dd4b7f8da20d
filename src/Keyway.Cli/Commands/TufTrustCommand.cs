// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Trust.Tuf;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway tuf trust STATE ROOT</c>: where a client's trust starts.</summary>
internal static class TufTrustCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> state = new("state") { Description = "Directory in which the client keeps what it trusts" };
        Argument<string> root = new("root") { Description = "A root.json that you got over a trusted way" };
        Command command = new("trust", """
            Start a client's trust from a root.json. All later roots are followed from it. What the directory trusted before is forgotten.

            Examples:
              keyway tuf trust /var/lib/site-trust 1.root.json

            Exit status: 0 trusted, 10 no such file, 21 not a root signed by its own threshold.
            """)
        {
            state, root,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var bytes = SmallFile.Read(context.Absolute(parsed.GetRequiredValue(root)), TufLimits.Default.RootSize);
            await TufClient.TrustAsync(new TufState(context.Absolute(parsed.GetRequiredValue(state)), context.Time), bytes, cancellationToken);
            if (!parsed.GetValue<bool>("--json")) context.Output.WriteLine($"{parsed.GetRequiredValue(state)} trusts sha256:{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))}");
            return (int)ExitCode.Done;
        });
        return command;
    }
}
