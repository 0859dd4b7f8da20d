// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Sbom;

namespace Keyway.Publishing.Sbom;

/// <summary>An SBOM as it was attached.</summary>
/// <param name="Subject">What it is about: the index or one manifest.</param>
/// <param name="Format">Its format.</param>
/// <param name="Referrer">The manifest that refers to the subject.</param>
/// <param name="Document">The document itself.</param>
public sealed record AttachedSbom(Descriptor Subject, SbomFormat Format, Descriptor Referrer, Descriptor Document);
