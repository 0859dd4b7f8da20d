// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Keyway.Artifacts.Sbom.Spdx2;

/// <summary>Licences that are not on the SPDX list: the format wants each of them explained once in the document.</summary>
internal static partial class LicenceReferences
{
    /// <summary>In ordinal order.</summary>
    public static IReadOnlyCollection<string> Of(SbomDocument document)
    {
        SortedSet<string> references = new(StringComparer.Ordinal);
        foreach (var component in document.Components)
        {
            Add(component.DeclaredLicence);
            Add(component.ConcludedLicence);
        }

        return references;

        void Add(SbomLicence? licence)
        {
            if (licence is not null) references.UnionWith(Reference().Matches(licence.Expression).Select(match => match.Value));
        }
    }

    [GeneratedRegex(@"(?<![A-Za-z0-9.:-])LicenseRef-[A-Za-z0-9.-]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Reference();
}
