// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Transparency;

namespace Keyway.Cli;

/// <summary>Which logs and witnesses to believe: <c>--vkey</c> or <c>--policy</c>.</summary>
internal sealed class LogTrustOptions
{
    private const int LargestPolicy = 1024 * 1024;

    private readonly Option<string?> vkey = new("--vkey") { Description = "The log's public key, NAME+HEX+BASE64, as `keyway log init` printed it", HelpName = "KEY" };
    private readonly Option<string?> policy = new("--policy") { Description = "File with the logs, witnesses and quorum to believe (c2sp.org/tlog-policy)", HelpName = "FILE" };

    private LogTrustOptions()
    {
    }

    public static LogTrustOptions AddTo(Command command)
    {
        LogTrustOptions options = new();
        command.Options.Add(options.vkey);
        command.Options.Add(options.policy);
        command.Validators.Add(result =>
        {
            if (result.GetValue(options.vkey) is not null && result.GetValue(options.policy) is not null) result.AddError("--vkey and --policy exclude each other");
        });
        return options;
    }

    /// <summary>Null when neither was given.</summary>
    public LogPolicy? Read(ParseResult parsed, CliContext context)
    {
        if (parsed.GetValue(vkey) is { } key) return LogPolicy.OfLog(NoteKey.Parse(key));
        return parsed.GetValue(policy) is { } file ? ReadFile(context.Absolute(file)) : null;
    }

    public static LogPolicy ReadFile(string path) => LogPolicy.Parse(SmallFile.Read(path, LargestPolicy));
}
