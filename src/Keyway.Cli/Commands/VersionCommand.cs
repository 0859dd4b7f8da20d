// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Keyway.Cli.Output;
using Keyway.Versions;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway version parse|compare|tag|match</c>: asks the version rules what they make of a text.</summary>
internal static class VersionCommand
{
    public static Command Create(CliContext context) => new("version", "Read, compare and match versions by the rules of their scheme.")
    {
        Parse(context),
        Compare(context),
        Tag(context),
        Match(context),
    };

    private static Command Parse(CliContext context)
    {
        Argument<string> text = new("text") { Description = "The version" };
        var scheme = SchemeOption(VersionText.Stack);
        Command command = new("parse", """
            Check a version and show its parts.

            Examples:
              keyway version parse v2.3.1+kern5.19+nvf-fusion1
              keyway version parse 6.8.0-1028-nvidia-64k --scheme linux-kernel

            Exit status: 0 valid, 2 not a version of the scheme.
            """)
        {
            text,
            scheme,
        };
        command.SetAction(parsed =>
        {
            var (version, name) = (parsed.GetRequiredValue(text), parsed.GetRequiredValue(scheme));
            var document = name == VersionText.Stack
                ? VersionText.Describe(StackVersion.Parse(version))
                : VersionText.Describe(ComponentVersion.Parse(VersionSchemes.Parse(name), version));
            Print(context, parsed, document, CliJson.Readable.VersionDocument, VersionText.Write);
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static Command Compare(CliContext context)
    {
        Argument<string> left = new("left") { Description = "A version" };
        Argument<string> right = new("right") { Description = "Another of the same scheme" };
        var scheme = SchemeOption(VersionText.Stack);
        Command command = new("compare", """
            Say which of two versions is newer: <, =, > or ? when the scheme does not order them.

            Examples:
              keyway version compare 2.3.1 2.4.0-rc.1
              keyway version compare 550.54.14 550.127.05 --scheme nvidia-driver

            Exit status: 0 compared, 2 not a version of the scheme, 20 not comparable.
            """)
        {
            left,
            right,
            scheme,
        };
        command.SetAction(parsed =>
        {
            var comparison = VersionText.Compare(parsed.GetRequiredValue(scheme), parsed.GetRequiredValue(left), parsed.GetRequiredValue(right));
            Print(context, parsed, comparison, CliJson.Readable.VersionComparison, (pair, output) => output.WriteLine($"{pair.Left} {pair.Sign} {pair.Right}"));
            return (int)(comparison.Sign == "?" ? ExitCode.Incompatible : ExitCode.Done);
        });
        return command;
    }

    private static Command Tag(CliContext context)
    {
        Argument<string> text = new("version") { Description = "A stack version" };
        Command command = new("tag", """
            Print the OCI tag of a version.

            Examples:
              keyway version tag v2.3.1+kern5.19+nvf-fusion1

            Exit status: 0 printed, 2 not a stack version.
            """)
        {
            text,
        };
        command.SetAction(parsed =>
        {
            var version = StackVersion.Parse(parsed.GetRequiredValue(text));
            Print(context, parsed, new VersionTag(version.ToString(), version.ToTag()), CliJson.Readable.VersionTag, (tag, output) => output.WriteLine(tag.Tag));
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static Command Match(CliContext context)
    {
        Argument<string> range = new("range") { Description = "A kernel spec, or a range of the scheme" };
        Argument<string[]> versions = new("versions") { Description = "Versions to try", Arity = ArgumentArity.OneOrMore };
        var scheme = SchemeOption(VersionScheme.LinuxKernel.Name());
        Command command = new("match", """
            Say for each version whether a range means it: yes, no or unknown with the reason.

            Examples:
              keyway version match '>=5.15 <6.9 || 6.12.x' "$(uname -r)"
              keyway version match '>=535.129.03' 550.54.14 --scheme nvidia-driver

            Exit status: 0 all yes, 2 not a range or version of the scheme, 20 at least one no or unknown.
            """)
        {
            range,
            versions,
            scheme,
        };
        command.SetAction(parsed =>
        {
            var matches = VersionText.Match(VersionSchemes.Parse(parsed.GetRequiredValue(scheme)), parsed.GetRequiredValue(range), parsed.GetRequiredValue(versions));
            Print(context, parsed, matches, CliJson.Readable.VersionMatches, VersionText.Write);
            return (int)(matches.Matches.All(match => match.Answer == "yes") ? ExitCode.Done : ExitCode.Incompatible);
        });
        return command;
    }

    private static Option<string> SchemeOption(string standard) => new("--scheme")
    {
        Description = $"{VersionText.Stack} (compare, parse), {VersionSchemes.ValidNames}",
        DefaultValueFactory = _ => standard,
    };

    private static void Print<T>(CliContext context, ParseResult parsed, T document, JsonTypeInfo<T> type, Action<T, TextWriter> write)
    {
        if (parsed.GetValue<bool>("--json")) context.Output.WriteLine(JsonSerializer.Serialize(document, type));
        else write(document, context.Output);
    }
}
