// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Distribution.Catalogues;

/// <summary>A question that packages ask of hosts, once for all that ask the same: the first of them, and which of its questions of that check it is.</summary>
internal sealed record CatalogueRequirement(string Check, int Ordinal, int Entry);
