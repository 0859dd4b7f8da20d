// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Cli.Output;

/// <summary>One ISA in a <see cref="PackDocument"/>.</summary>
internal sealed record PackedBuild(string Isa, string Digest, ImmutableArray<PackedLayer> Layers);
