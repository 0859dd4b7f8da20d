// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Sbom;
using Keyway.Packages.Spdx;

namespace Keyway.Publishing.Sbom;

/// <summary>
/// What a file says of its licence, and under which it is distributed: what it says, where that is a sound expression of listed licences, else the licence of
/// the package. Spec: spec/sbom §"Licences".
/// </summary>
internal static class FileLicences
{
    public static (SbomLicence? Declared, SbomLicence? Concluded) Of(FileReading reading, string? packageLicence)
    {
        var declared = Licence(reading.Module?.License is { } word ? OfModule(word) : reading.LicenceTag);
        var ownCounts = declared is not null && !declared.Expression.Contains("LicenseRef-", StringComparison.Ordinal);
        return (declared, ownCounts ? declared : Licence(packageLicence));
    }

    /// <summary>Null for nothing and for what is no expression.</summary>
    public static SbomLicence? Licence(string? expression)
    {
        if (expression is null || SpdxExpression.Read(expression).Problems.Any(problem => problem.Kind != SpdxProblemKind.Deprecated)) return null;
        return new SbomLicence(expression, SpdxIdentifiers.Licences.Contains(expression));
    }

    // Documentation/process/license-rules.rst of the kernel: "GPL" and "GPL v2" both mean version 2 and do not say whether later ones are allowed.
    private static string? OfModule(string word) => word switch
    {
        "GPL" or "GPL v2" => "GPL-2.0-only",
        "GPL and additional rights" => "GPL-2.0-only AND LicenseRef-kernel-additional-rights",
        "Dual BSD/GPL" => "GPL-2.0-only OR LicenseRef-kernel-BSD",
        "Dual MIT/GPL" => "GPL-2.0-only OR MIT",
        "Dual MPL/GPL" => "GPL-2.0-only OR LicenseRef-kernel-MPL",
        "Proprietary" => "LicenseRef-kernel-Proprietary",
        _ => null,
    };
}
