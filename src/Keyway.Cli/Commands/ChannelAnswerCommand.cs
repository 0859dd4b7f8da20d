// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Content;
using Keyway.Channels;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway channel answer DIR REQUEST</c>: the director answers a host.</summary>
internal static class ChannelAnswerCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> directory = new("dir") { Description = "Directory with the image repository and the director" };
        Argument<string> request = new("request") { Description = "What `keyway channel ask` printed" };
        Option<string[]> packages = new("--package") { Description = "Allow only this package of the channel; without it all", HelpName = "NAME" };
        var days = ChannelDaysOption.Create(1);
        ChannelKeys keys = new();
        Command command = new("answer", """
            Answer a host's question: which packages of its channel it may install, for a day. The answer is bound to the host and to the
            number in its question, so it serves no other host and no other day.

            Examples:
              keyway channel answer channels node17.request.json --key online.key

            Exit status: 0 answered, 2 wrong command line, 10 no such channel or file, 12 password missing or wrong, 21 not a request,
            23 a key does not sign for it.
            """)
        {
            directory, request, packages, days, keys.Files, keys.Password.File,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var signing = keys.Read(parsed, context);
            try
            {
                ChannelPublisher publisher = new(context.Absolute(parsed.GetRequiredValue(directory)), signing, context.Time);
                var path = parsed.GetRequiredValue(request);
                var asked = ChannelReader.Request(SmallFile.Read(context.Absolute(path), 1 << 16), path);
                var answer = await publisher.AnswerAsync(asked, parsed.GetValue(packages) ?? [], context.Time.GetUtcNow().AddDays(parsed.GetValue(days)), cancellationToken);
                ChannelText.Print(context, parsed.GetValue<bool>("--json"), "answered", ("host", answer.Host), ("channel", $"{answer.Channel} of {answer.Site}, sequence {answer.Sequence}"), ("packages", string.Join(", ", answer.Packages)), ("expires", ChannelText.Time(answer.Expires)));
                return (int)ExitCode.Done;
            }
            finally
            {
                foreach (var key in signing) key.Dispose();
            }
        });
        return command;
    }
}
