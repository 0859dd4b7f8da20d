// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom;

/// <summary>A licence: an SPDX expression and whether that is one single identifier of the SPDX list, which CycloneDX writes in another place.</summary>
public sealed record SbomLicence(string Expression, bool IsListed);
