// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Trust.Tuf;

namespace Keyway.Cli.Output;

/// <summary>What the commands that change a TUF repository print with <c>--json</c>: what waits for publication.</summary>
internal sealed record TufStagedDocument(string Repository, IReadOnlyList<TufStagedRole> Staged)
{
    public static TufStagedDocument Of(string directory, TufRepository repository) =>
        new(directory, [.. repository.Status().Select(status => new TufStagedRole(status.Role, status.Version, status.Signers, status.Threshold, status.CountsFormerKeys, status.IsReady))]);

    public void Print(CliContext context, bool json)
    {
        if (json)
        {
            context.Output.WriteLine(System.Text.Json.JsonSerializer.Serialize(this, CliJson.Readable.TufStagedDocument));
            return;
        }

        if (Staged.Count == 0) context.Output.WriteLine($"{Repository}: nothing is staged");
        foreach (var role in Staged) context.Output.WriteLine($"{role.Role} version {role.Version}: {role.Signatures} of {role.Threshold} signatures{(role.CountsFormerKeys ? " by the keys of the root before" : "")}{(role.IsReady ? ", ready" : "")}");
    }
}
