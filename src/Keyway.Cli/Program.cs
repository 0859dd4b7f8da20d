// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.CommandLine.Invocation;
using Keyway.Artifacts;
using Keyway.Cli.Commands;
using Keyway.Cli.Output;

namespace Keyway.Cli;

/// <summary>The <c>keyway</c> program: lists the commands and turns refusals into messages and exit statuses.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        var context = ProcessContext();
        try
        {
            return (int)await RunAsync(args, context);
        }
        catch (Exception bug)
        {
            // The process boundary: anything that is not a refusal is our mistake and says so.
            context.Error.WriteLine($"keyway: this is a bug in keyway: {bug}");
            return (int)ExitCode.Bug;
        }
    }

    /// <summary>Runs one command line against any context; what tests call.</summary>
    public static async Task<ExitCode> RunAsync(string[] args, CliContext context)
    {
        var parsed = CreateRoot(context, args).Parse(args);
        var json = parsed.GetValue<bool>("--json");
        try
        {
            if (parsed.Action is ParseErrorAction && args.Length > 0) throw Errors.BadCommandLine(parsed);
            InvocationConfiguration configuration = new() { Output = context.Output, Error = context.Error, EnableDefaultExceptionHandler = false };
            var status = await parsed.InvokeAsync(configuration);
            return parsed.Errors.Count > 0 && status != 0 ? ExitCode.Usage : (ExitCode)status;
        }
        catch (KeywayException refusal)
        {
            return ErrorReport.Print(refusal, context, json);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return ErrorReport.Print(Errors.FileSystem(refusal), context, json);
        }
        catch (OperationCanceledException)
        {
            context.Error.WriteLine("keyway: cancelled");
            return ExitCode.Cancelled;
        }
    }

    internal static RootCommand CreateRoot(CliContext context, params string[] args)
    {
        RootCommand root = new("Get the right GPU driver and interconnect firmware onto every host, with proof of origin.");
        root.Options.Add(new Option<bool>("--json") { Description = "Print one JSON document instead of text", Recursive = true });
        foreach (var command in CommandsFor(args, context)) root.Subcommands.Add(command);
        DetailedHelp.Install(root);
        return root;
    }

    // Gates ask these for host after host: no other command is built for them.
    private static IEnumerable<Command> CommandsFor(string[] args, CliContext context) => args switch
    {
        ["resolve", ..] => [ResolveCommand.Create(context)],
        ["why-not", ..] => [WhyNotCommand.Create(context)],
        _ => Commands(context),
    };

    // In alphabetical order.
    private static IEnumerable<Command> Commands(CliContext context) =>
    [
        AttestCommand.Create(context),
        AuditCommand.Create(context),
        CatalogueCommand.Create(context),
        ChannelCommand.Create(context),
        CompletionCommand.Create(context),
        HistoryCommand.Create(context),
        InitCommand.Create(context),
        InspectCommand.Create(context),
        InstallCommand.Create(context),
        KeyCommand.Create(context),
        LintCommand.Create(context),
        ListCommand.Create(context),
        LogCommand.Create(context),
        ManifestCommand.Create(context),
        MatrixCommand.Create(context),
        PackCommand.Create(context),
        PlanCommand.Create(context),
        PolicyCommand.Create(context),
        PreflightCommand.Create(context),
        ProbeCommand.Create(context),
        ProfilesCommand.Create(context),
        ProvenanceCommand.Create(context),
        PullCommand.Create(context),
        PushCommand.Create(context),
        ResolveCommand.Create(context),
        RollbackCommand.Create(context),
        KabiCommand.Create(context),
        SbomCommand.Create(context),
        SignCommand.Create(context),
        StatusCommand.Create(context),
        TagCommand.Create(context),
        TufCommand.Create(context),
        TrustCommand.Create(context),
        VerifyCommand.Create(context),
        VersionCommand.Create(context),
        VsaCommand.Create(context),
        WhyNotCommand.Create(context),
    ];

    private static CliContext ProcessContext() => new()
    {
        Output = Console.Out,
        Error = new TolerantWriter(Console.Error),
        Input = Console.In,
        Time = TimeProvider.System,
        WorkingDirectory = Directory.GetCurrentDirectory(),
        EnvironmentVariable = Environment.GetEnvironmentVariable,
        ReadKey = Console.IsInputRedirected || Console.IsErrorRedirected ? null : () => Console.ReadKey(intercept: true),
        IsTerminal = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb"),
        IsOutputTerminal = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb"),
    };
}
