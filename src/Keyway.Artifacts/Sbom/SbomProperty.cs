// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom;

/// <summary>Something about a component that the formats have no member for: <c>keyway:module:vermagic</c>. A name may repeat.</summary>
public readonly record struct SbomProperty(string Name, string Value);
