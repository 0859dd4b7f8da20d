// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Packages.Elf;
using Keyway.Packages.Manifest;

namespace Keyway.Packages.Lint;

/// <summary>Every ELF file under <c>userspace/</c>: is it for this ISA, and will the loader find what it needs?</summary>
internal sealed class UserspaceChecks(LintContext context, Isa isa)
{
    private readonly HashSet<string> provided = ProvidedBy(context, isa);

    public static void Run(LintContext context, CancellationToken cancellationToken)
    {
        var checks = context.Files.Where(file => file.Place.Kind == PayloadKind.Userspace).Select(file => file.Place.Isa!.Value).Distinct().ToDictionary(isa => isa, isa => new UserspaceChecks(context, isa));
        foreach (var (entry, place) in context.Files.Where(file => file.Place.Kind is PayloadKind.Userspace or PayloadKind.Dkms))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!IsElf(context, entry)) continue;
            if (place.Kind == PayloadKind.Dkms) context.Warn(LintCodes.MachineCodeInSource, entry.Path, "an ELF file in DKMS source, which every ISA gets", "ship source, or a package of its own for this ISA");
            else checks[place.Isa!.Value].Check(entry);
        }
    }

    // SONAMEs are found by the names of files and links.
    private static HashSet<string> ProvidedBy(LintContext context, Isa isa) =>
    [
        .. HostLibraries.Glibc,
        .. context.Manifest.Payloads.OfType<UserspacePayload>().Where(payload => payload.Isa == isa).SelectMany(payload => payload.HostLibraries),
        .. context.Entries.Where(entry => entry.Type != SourceEntryType.Directory && PackageLayout.PlaceOf(entry.Path) is { Kind: PayloadKind.Userspace } place && place.Isa == isa).Select(entry => NameOf(entry.Path)),
    ];

    private static bool IsElf(LintContext context, SourceEntry entry)
    {
        using var stream = context.Open(entry);
        Span<byte> start = stackalloc byte[4];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && ElfHeader.HasMagic(start);
    }

    private void Check(SourceEntry entry)
    {
        try
        {
            using var stream = context.Open(entry);
            if (ElfTarget.Mismatch(ElfHeader.Read(new BoundedFile(stream, entry.Path)), isa) is { } mismatch) context.Error(LintCodes.WrongTarget, entry.Path, mismatch, $"build it for {isa.Word()}");
            else if (UserspaceElf.Read(stream, entry.Path) is { Header.Type: ElfType.Executable or ElfType.SharedObject } file) Check(entry, file);
        }
        catch (KeywayException refusal)
        {
            context.Error(LintCodes.MalformedFile, entry.Path, Shown.Text(refusal.Message), refusal.Hint);
        }
    }

    private void Check(SourceEntry entry, UserspaceElf file)
    {
        foreach (var library in file.Needed.Where(library => !provided.Contains(library)))
            context.Error(LintCodes.MissingLibrary, entry.Path, $"it needs {Shown.Text(library)}, which neither the package nor the C library brings", "ship it, or list it in 'hostLibraries' of the userspace payload");
        if (file.Soname is { } soname && !provided.Contains(soname))
            context.Warn(LintCodes.Soname, entry.Path, $"its SONAME is {Shown.Text(soname)}, but the package has no such name", $"add the link {Shown.Text(soname)} -> {NameOf(entry.Path)}");
        if (file.BuildId is null) context.Warn(LintCodes.NoBuildId, entry.Path, "it has no build id, so crash reports cannot name it", "link with -Wl,--build-id");
        CheckSafety(entry, file);
        if (file.GlibcFloor is { } need) CheckFloor(entry, need);
    }

    private void CheckSafety(SourceEntry entry, UserspaceElf file)
    {
        if (file.HasExecutableStack) context.Warn(LintCodes.ExecutableStack, entry.Path, "it asks for an executable stack", "link with -Wl,-z,noexecstack, and mark assembly with .note.GNU-stack");
        if (file.HasTextRelocations) context.Warn(LintCodes.TextRelocations, entry.Path, "loading it writes to its code", "compile with -fPIC");
        foreach (var path in file.SearchPath.Where(path => !path.StartsWith("$ORIGIN", StringComparison.Ordinal)))
            context.Warn(LintCodes.SearchPath, entry.Path, $"it looks for libraries in '{Shown.Text(path)}'", "use a path that starts with $ORIGIN");
    }

    private void CheckFloor(SourceEntry entry, GlibcNeed need)
    {
        var what = $"it needs GLIBC_{need.Version}{(need.Symbol is null ? "" : $" ({Shown.Text(need.Symbol)})")}";
        var floors = context.Manifest.SupportedHosts.Where(host => host.Isa == isa).Select(host => host.GlibcFloor).ToList();
        if (floors.Contains(null)) context.Warn(LintCodes.GlibcFloor, entry.Path, $"{what}; hosts of {isa.Word()} declare no 'glibcFloor'", $"declare \"glibcFloor\": \"{need.Version}\" or newer");
        else if (floors.Exists(floor => GlibcNeed.Compare(need.Version, floor!) > 0)) context.Error(LintCodes.GlibcFloor, entry.Path, $"{what}; the declared floor of {isa.Word()} is {string.Join(", ", floors)}", "build it against an older C library, or raise 'glibcFloor'");
        else context.Note(LintCodes.GlibcFloor, entry.Path, what);
    }

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];
}
