// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway profiles check|show</c>: the registry of interconnect profiles.</summary>
internal static class ProfilesCommand
{
    public static Command Create(CliContext context) => new("profiles", "Check and show a registry of interconnect profiles.")
    {
        Check(context), Show(context),
    };

    private static Command Check(CliContext context)
    {
        Argument<string> file = new("file") { Description = "The registry" };
        Command command = new("check", """
            Check a registry of interconnect profiles and print everything that is wrong, with line and column.

            Whose file it is says its signature: `keyway sign profiles.json --bundle profiles.json.sigstore.json`, `keyway verify`.

            Examples:
              keyway profiles check profiles.json

            Exit status: 0 no errors, 2 errors, 10 no such file.
            """)
        {
            file,
        };
        command.SetAction(parsed => (int)DiagnosticText.Print(context, MatrixCheckDocument.Of(MatrixFiles.ReadProfiles(context, parsed.GetRequiredValue(file)).Diagnostics), parsed.GetValue<bool>("--json")));
        return command;
    }

    private static Command Show(CliContext context)
    {
        Argument<string> file = new("file") { Description = "The registry" };
        Command command = new("show", """
            Show the profiles of a registry: level, what each implies, what a host must show to have it.

            Examples:
              keyway profiles show profiles.json

            Exit status: 0 shown, 2 not a registry, 10 no such file.
            """)
        {
            file,
        };
        command.SetAction(parsed =>
        {
            var registry = MatrixFiles.ParseProfiles(context, parsed.GetRequiredValue(file));
            if (parsed.GetValue<bool>("--json")) context.Output.Write(Encoding.UTF8.GetString(registry.ToJson()));
            else Table(registry).Write(context.Output);
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static TextColumns Table(Compatibility.Profiles.ProfileRegistry registry)
    {
        TextColumns table = new();
        table.Add("profile", "level", "implies", "needs");
        foreach (var profile in registry.Profiles)
            table.Add(profile.Name, $"{profile.Level}", profile.Implies.IsEmpty ? "-" : string.Join(", ", profile.Implies), profile.Needs?.ToJson() ?? "-");
        return table;
    }
}
