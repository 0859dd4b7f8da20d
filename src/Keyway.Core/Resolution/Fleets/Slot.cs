// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages;
using Keyway.Versions;

namespace Keyway.Resolution.Fleets;

/// <summary>One candidate in the catalogue of one instruction set, and its place in the order of preference.</summary>
internal sealed class Slot(int index, Inquiry inquiry)
{
    public int Index => index;

    /// <summary>The candidate, asked about a host of which only the instruction set is known.</summary>
    public Inquiry Inquiry => inquiry;

    public DriverPackage Package => inquiry.Package;

    public StackVersion Version => inquiry.Version!;

    /// <summary>The axes that it asks on, with the number of the question.</summary>
    public List<(Axis Axis, int Question)> Asks { get; } = [];

    /// <summary>Number of its standing and core, the most preferred first; the same in every catalogue of the fleet.</summary>
    public int Core { get; set; }

    /// <summary>Place in its catalogue by what no host has a say in; candidates that only a host can tell apart share it.</summary>
    public int Group { get; set; }

    /// <summary>Place in its catalogue, no two alike.</summary>
    public int Rank { get; set; }
}
