// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Policy;

/// <summary>A licence that a document gives to a part of the package.</summary>
/// <param name="Where">Which document and part: <c>keyway.json licence</c>, <c>keyway.json firmware kw-link.bin</c>.</param>
/// <param name="Expression">The SPDX expression as written; null where the part has none.</param>
public sealed record LicenceClaim(string Where, string? Expression = null);
