// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages.Lint;

/// <summary>What is wrong with an entry by itself: type, permissions, name, links.</summary>
internal static class EntryChecks
{
    private const UnixFileMode SetIdBits = UnixFileMode.SetUser | UnixFileMode.SetGroup;

    public static void Run(LintContext context)
    {
        var names = context.Entries.Where(entry => entry.Type == SourceEntryType.File).GroupBy(entry => entry.Identity).ToDictionary(group => group.Key, group => group.Count());
        foreach (var entry in context.Entries)
        {
            CheckType(context, entry);
            CheckMode(context, entry);
            CheckName(context, entry);
            if (entry.Type == SourceEntryType.Symlink) CheckLink(context, entry);
            if (entry.Type == SourceEntryType.File && entry.LinkCount > names[entry.Identity])
                context.Warn(LintCodes.SharedInode, entry.Path, $"the file has {entry.LinkCount} names, of which {names[entry.Identity]} in the package", "copy it, so that nothing outside can change it");
        }
    }

    private static void CheckType(LintContext context, SourceEntry entry)
    {
        // The name is the reason that nothing is known, and has its own finding.
        if (entry.Type == SourceEntryType.Unknown && FileStatus.IsBrokenName(entry.Path)) return;
        if (entry.Type is not (SourceEntryType.File or SourceEntryType.Directory or SourceEntryType.Symlink))
            context.Error(LintCodes.SpecialFile, entry.Path, $"this is {Errors.Describe(entry.Type)}", "a package holds files, directories and links only; remove it");
    }

    // Permissions of a link mean nothing, and the set-group-id bit of a directory only hands down its group.
    private static void CheckMode(LintContext context, SourceEntry entry)
    {
        if (entry.Type == SourceEntryType.Symlink) return;
        if ((entry.Mode & UnixFileMode.OtherWrite) != 0)
            context.Error(LintCodes.WorldWritable, entry.Path, $"everybody may write it (mode {Octal(entry.Mode)})", "chmod o-w, then check what was written");
        if (entry.Type == SourceEntryType.File && (entry.Mode & SetIdBits) != 0)
            context.Error(LintCodes.SetId, entry.Path, $"it runs with the rights of its owner (mode {Octal(entry.Mode)})", "chmod ug-s: a package never grants rights");
    }

    private static void CheckName(LintContext context, SourceEntry entry)
    {
        var name = entry.Path[(entry.Path.LastIndexOf('/') + 1)..];
        if (name.Any(char.IsControl)) context.Error(LintCodes.BadName, entry.Path, "its name has control characters", "rename it");
        else if (FileStatus.IsBrokenName(name)) context.Error(LintCodes.BadName, entry.Path, "its name is not UTF-8", "rename it");
        else if (name.Contains('\\')) context.Error(LintCodes.BadName, entry.Path, "its name has a backslash", "rename it");
    }

    private static void CheckLink(LintContext context, SourceEntry entry)
    {
        if (PackageLayout.PlaceOf(entry.Path) is not { } place)
        {
            context.Error(LintCodes.BadLink, entry.Path, "a link outside every payload", "replace it by what it points to");
            return;
        }

        if (SymlinkTarget.Problem(place, entry) is { } problem)
            context.Error(LintCodes.BadLink, entry.Path, $"links to '{Manifest.Shown.Text(entry.Target ?? "")}': {problem}", "make it a relative link that stays inside its payload, in the shortest form");
    }

    private static string Octal(UnixFileMode mode) => Convert.ToString((int)mode, 8).PadLeft(4, '0');
}
