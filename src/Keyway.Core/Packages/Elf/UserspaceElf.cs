// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Packages.Elf;

/// <summary>What the dynamic loader will read of a program or shared library.</summary>
internal sealed record UserspaceElf
{
    public required ElfHeader Header { get; init; }

    /// <summary>The dynamic loader a program asks for; null for libraries and static programs.</summary>
    public string? Interpreter { get; init; }

    public string? Soname { get; init; }

    /// <summary>Libraries it needs, by SONAME.</summary>
    public required ImmutableArray<string> Needed { get; init; }

    /// <summary>RPATH and RUNPATH directories.</summary>
    public required ImmutableArray<string> SearchPath { get; init; }

    /// <summary>Build id in hexadecimal.</summary>
    public string? BuildId { get; init; }

    /// <summary>Versions of symbols it needs, by library.</summary>
    public required ImmutableArray<NeededVersion> NeededVersions { get; init; }

    public required bool HasExecutableStack { get; init; }

    /// <summary>True when loading it writes to its code.</summary>
    public required bool HasTextRelocations { get; init; }

    /// <summary>The highest GLIBC_ version among <see cref="NeededVersions"/>, and a symbol that needs it if one can be told.</summary>
    public GlibcNeed? GlibcFloor { get; init; }

    /// <summary>Whether it calls dlopen, and so may need more than <see cref="Needed"/>; null when its symbols are not listed.</summary>
    public bool? OpensLibraries { get; init; }

    public static UserspaceElf Read(Stream content, string path)
    {
        ElfImage image = new(new BoundedFile(content, path));
        DynamicSection dynamic = new(image);
        var versions = dynamic.NeededVersions();
        return new()
        {
            Header = image.Header,
            Interpreter = ElfNotes.Interpreter(image),
            Soname = dynamic.Strings(DynamicTag.Soname).FirstOrDefault(),
            Needed = [.. dynamic.Strings(DynamicTag.Needed)],
            SearchPath = [.. dynamic.Strings(DynamicTag.Rpath).Concat(dynamic.Strings(DynamicTag.Runpath)).SelectMany(path => path.Split(':'))],
            BuildId = ElfNotes.BuildId(image),
            NeededVersions = versions,
            HasExecutableStack = image.Segments.Any(segment => segment.Type == ElfSegment.GnuStack && (segment.Flags & ElfSegment.ExecutableFlag) != 0),
            HasTextRelocations = dynamic.HasTextRelocations,
            GlibcFloor = GlibcNeed.Highest(image, versions),
            OpensLibraries = LibraryOpening.Find(image),
        };
    }
}
