// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom;

/// <summary>Names of properties that stand for members of the model where a format has none. Spec: BSI's CycloneDX property taxonomy; spec/sbom §"Properties".</summary>
internal static class PropertyNames
{
    public const string FileName = "bsi:component:filename";
    public const string Executable = "bsi:component:executable";
    public const string Archive = "bsi:component:archive";
    public const string Structured = "bsi:component:structured";
    public const string External = "keyway:external";
    public const string DeclaredLicence = "keyway:licence:declared";

    public const string IsExecutable = "executable";
    public const string IsNotExecutable = "non-executable";
    public const string IsArchive = "archive";
    public const string IsNoArchive = "no archive";
    public const string IsStructured = "structured";
    public const string IsUnstructured = "unstructured";
}
