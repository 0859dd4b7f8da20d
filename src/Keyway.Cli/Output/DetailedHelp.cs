// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Keyway.Cli.Output;

/// <summary>
/// Help in which a command's first paragraph is its one-line summary and the rest (examples, exit statuses) follows the options of that command only.
/// System.CommandLine alone repeats the whole text in the list of every parent.
/// </summary>
internal sealed class DetailedHelp : SynchronousCommandLineAction
{
    private readonly HelpAction plain;
    private readonly Dictionary<Command, string> details = [];

    private DetailedHelp(HelpAction plain) => this.plain = plain;

    /// <summary>Moves the details out of the descriptions of all commands and lets the help option print them.</summary>
    public static void Install(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        DetailedHelp help = new((HelpAction)option.Action!);
        help.Split(root);
        option.Action = help;
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        plain.Invoke(parseResult);
        if (details.TryGetValue(parseResult.CommandResult.Command, out var text)) parseResult.InvocationConfiguration.Output.WriteLine(text + Environment.NewLine);
        return (int)ExitCode.Done;
    }

    private void Split(Command command)
    {
        var paragraphs = (command.Description ?? "").ReplaceLineEndings("\n").Split("\n\n", 2);
        command.Description = paragraphs[0].Trim();
        if (paragraphs.Length == 2) details[command] = paragraphs[1].TrimEnd();
        foreach (var child in command.Subcommands) Split(child);
    }
}
