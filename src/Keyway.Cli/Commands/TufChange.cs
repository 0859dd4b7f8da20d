// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Trust.Tuf;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary>What the commands that change a TUF repository have in common: its directory, the keys that sign, the days that the change holds, and what is printed.</summary>
internal sealed class TufChange
{
    private const int MostDays = 3650;

    private readonly Argument<string> directory = new("repository") { Description = "Directory of the repository" };
    private readonly Option<string[]> keys = TufRoleKeys.SigningOption();
    private readonly KeyPasswordOption password = KeyPasswordOption.OfKey();
    private readonly Option<int?> days = new("--days") { Description = "How many days what this changes holds (without it: root 365, targets 180, snapshot 30, timestamp 7)", HelpName = "N" };

    private TufChange()
    {
    }

    public static TufChange AddTo(Command command)
    {
        TufChange change = new();
        command.Arguments.Insert(0, change.directory);
        foreach (var option in (Option[])[change.keys, change.password.File, change.days]) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(change.days) is < 1 or > MostDays) result.AddError($"--days is not a number from 1 to {MostDays}");
        });
        return change;
    }

    /// <summary>Opens the repository, makes the change, signs with the keys that were given, prints what is staged.</summary>
    public async Task<int> RunAsync(ParseResult parsed, CliContext context, Func<TufRepository, TufRoleKeys, Task> apply, CancellationToken cancellationToken)
    {
        using TufRoleKeys read = new();
        read.Read(parsed.GetRequiredValue(keys), context, () => password.Read(parsed, context));
        var repository = TufRepository.Open(DirectoryOf(parsed, context), Lifetimes(parsed), context.Time);
        await apply(repository, read);
        return await FinishAsync(parsed, context, repository, read, cancellationToken);
    }

    /// <summary>Signs and prints; for a repository that was opened otherwise.</summary>
    public async Task<int> FinishAsync(ParseResult parsed, CliContext context, TufRepository repository, TufRoleKeys read, CancellationToken cancellationToken)
    {
        if (read.Signing.Count > 0) await repository.SignAsync(read.Signing, cancellationToken);
        TufStagedDocument.Of(parsed.GetRequiredValue(directory), repository).Print(context, parsed.GetValue<bool>("--json"));
        return (int)ExitCode.Done;
    }

    public string DirectoryOf(ParseResult parsed, CliContext context) => context.Absolute(parsed.GetRequiredValue(directory));

    public string NameOf(ParseResult parsed) => parsed.GetRequiredValue(directory);

    public RoleKey ReadRoleKey(ParseResult parsed, CliContext context, TufRoleKeys into, string path) => into.Read(path, context, () => password.Read(parsed, context));

    public IReadOnlyList<RoleKey> ReadRoleKeys(ParseResult parsed, CliContext context, TufRoleKeys into, IEnumerable<string> paths) => [.. paths.Select(path => ReadRoleKey(parsed, context, into, path))];

    public IReadOnlyList<RoleKey> ReadSigning(ParseResult parsed, CliContext context, TufRoleKeys into) => ReadRoleKeys(parsed, context, into, parsed.GetRequiredValue(keys));

    public RoleLifetimes Lifetimes(ParseResult parsed)
    {
        if (parsed.GetValue(days) is not { } number) return new();
        var time = TimeSpan.FromDays(number);
        return new() { Root = time, Targets = time, Snapshot = time, Timestamp = time };
    }
}
