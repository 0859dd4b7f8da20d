// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages;

namespace Keyway.Distribution.Catalogues;

/// <summary>A build in the index of a catalogue: its instruction set and the requirements it asks of hosts, by number.</summary>
internal sealed record CatalogueBuild(Isa Isa, int[] Requirements);
