// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts;
using Keyway.Compatibility.Importing.Aicr;
using Keyway.Compatibility.Importing.Dkms;
using Keyway.Compatibility.Importing.Gpus;
using Keyway.Compatibility.Importing.Nfd;
using Keyway.Compatibility.Importing.Rpm;
using Keyway.Compatibility.Importing.Sichek;
using Keyway.Compatibility.Matrices;

namespace Keyway.Compatibility.Importing;

/// <summary>
/// Makes a compatibility matrix from what users already have. No document that is read tells of a test, so no entry is ever supported; what refuses is known-bad, what
/// only lists is untested, and what a matrix cannot say is listed with place and reason. Pure: the same documents give the same bytes. Spec: spec/matrix/importing.md.
/// </summary>
public static class MatrixImport
{
    private static readonly ImmutableSortedDictionary<string, Action<ImportNotes, ImportOptions>> Importers = new Dictionary<string, Action<ImportNotes, ImportOptions>>
    {
        ["dkms"] = (notes, _) => DkmsImporter.Import(notes),
        ["debian-ids"] = (notes, _) => DebianIdsImporter.Import(notes),
        ["supported-gpus"] = (notes, _) => SupportedGpusImporter.Import(notes),
        ["nfd-rules"] = (notes, _) => NfdImporter.NodeRules(notes),
        ["nfd-image"] = (notes, _) => NfdImporter.Image(notes),
        ["sichek"] = (notes, _) => SichekImporter.Import(notes),
        ["aicr"] = (notes, options) => AicrImporter.Import(notes, options.Criteria),
        ["rpm-symbols"] = (notes, _) => RpmSymbolsImporter.Import(notes),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The formats, as the command line names them.</summary>
    public static ImmutableArray<string> Kinds { get; } = [.. Importers.Keys];

    /// <summary>Imports documents of one format into one matrix.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <exception cref="KeywayException">KW3290 to KW3293: not documents of that format; KW3220: package or versions are none.</exception>
    public static ImportedMatrix Run(string kind, IEnumerable<ImportSource> sources, ImportOptions options)
    {
        List<ImportNotes> all = [];
        foreach (var source in sources)
        {
            ImportNotes notes = new(source);
            Importers[kind](notes, options);
            all.Add(notes);
        }

        ImmutableArray<ImportedClaim> claims = [.. all.SelectMany(notes => notes.Claims)];
        ImmutableArray<NotImported> left = [.. all.SelectMany(notes => notes.Left)];
        var matrix = ImportedEntries.Write(claims, options);
        // What is handed out is a matrix by its own reader, whatever the documents held.
        CompatibilityMatrix.Parse(matrix.Span, "imported matrix");
        return new(matrix, claims.Length, left);
    }
}
