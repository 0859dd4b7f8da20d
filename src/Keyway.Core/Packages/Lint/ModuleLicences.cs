// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages.Spdx;

namespace Keyway.Packages.Lint;

/// <summary>The words of MODULE_LICENSE in terms of SPDX. Source: Documentation/process/license-rules.rst of the kernel.</summary>
internal static class ModuleLicences
{
    /// <summary>Whether the package's expression names a licence that the module's word can mean.</summary>
    public static bool Agrees(string moduleLicence, string expression)
    {
        var licences = SpdxExpression.Read(expression).Licences;
        return moduleLicence switch
        {
            "GPL" or "GPL v2" or "GPL and additional rights" => licences.Any(IsGpl),
            "Dual BSD/GPL" => licences.Any(licence => IsGpl(licence) || licence.StartsWith("BSD-", StringComparison.Ordinal)),
            "Dual MIT/GPL" => licences.Any(licence => IsGpl(licence) || licence == "MIT"),
            "Dual MPL/GPL" => licences.Any(licence => IsGpl(licence) || licence.StartsWith("MPL-", StringComparison.Ordinal)),
            "Proprietary" => licences.Any(licence => licence.Contains("LicenseRef-", StringComparison.Ordinal)),
            _ => false,
        };
    }

    private static bool IsGpl(string licence) => licence.StartsWith("GPL-2.0", StringComparison.Ordinal);
}
