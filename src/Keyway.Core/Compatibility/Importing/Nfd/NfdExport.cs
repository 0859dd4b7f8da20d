// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility.Matrices;

namespace Keyway.Compatibility.Importing.Nfd;

/// <summary>
/// Writes a matrix as an image compatibility specification (v1alpha1) of Node Feature Discovery: each known-bad entry becomes a rule that the other hosts match. Importing the
/// result gives the same conditions. What it cannot say exactly is listed. Pure. Spec: spec/matrix/importing.md §"Export to NFD".
/// </summary>
public static class NfdExport
{
    /// <summary>The specification.</summary>
    public static NfdExported Of(CompatibilityMatrix matrix)
    {
        HashSet<string> overridden = [.. matrix.Entries.SelectMany(entry => entry.Overrides)];
        List<(string Name, NfdNeed Need)> rules = [];
        List<NotExported> left = [];
        foreach (var entry in matrix.Entries)
        {
            if (Obstacle(entry, overridden) is { } obstacle) left.Add(new(entry.Id, obstacle));
            else if (entry.When is { } when && NfdNeedReader.Of(when, isWanted: false) is { } need) rules.Add((entry.Id, need));
            else left.Add(new(entry.Id, "no rule of NFD matches exactly the hosts that its condition leaves"));
        }

        return new(NfdYaml.Write(matrix.Package, rules), rules.Count, [.. left]);
    }

    private static string? Obstacle(MatrixEntry entry, HashSet<string> overridden) => entry switch
    {
        { Verdict: not MatrixVerdict.KnownBad } => $"it is {entry.Verdict.Word()}; a specification says only what an image cannot run without",
        { Applies: not null } => "it is about some releases, a specification about one image",
        { Profile: not null } => "NFD knows no interconnect profiles",
        { NotAfter: not null } => "it expires, a specification does not",
        _ when overridden.Contains(entry.Id) => "another entry overrides it on some hosts",
        _ => null,
    };
}
