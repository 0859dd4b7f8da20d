// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages;

namespace Keyway.Resolution.Ladders;

/// <summary>
/// What a change costs, compared in this order: reboots of any kind, AC cycles, cold reboots, GPU resets, module reloads, raised anti-rollback floors,
/// steps, bytes. Adding costs adds each part, and no part can spill into the next one within the bounds of a search. Spec: spec/plan §"Cost".
/// </summary>
public readonly record struct LadderCost : IComparable<LadderCost>
{
    private const int PartBits = 17;
    private const int StepBits = 22;

    private LadderCost(UInt128 parts, long bytes) => (Parts, Bytes) = (parts, bytes);

    /// <summary>Nothing changes.</summary>
    public static LadderCost Zero => default;

    /// <summary>Warm reboots, cold reboots and AC cycles together.</summary>
    public int Reboots => Part(5);

    public int AcCycles => Part(4);

    public int ColdReboots => Part(3);

    public int GpuResets => Part(2);

    public int ModuleReloads => Part(1);

    /// <summary>Steps after which a device refuses revisions that it took before.</summary>
    public int RaisedFloors => Part(0);

    public int Steps => (int)(Parts & ((1 << StepBits) - 1));

    public long Bytes { get; }

    /// <summary>Everything but bytes.</summary>
    internal UInt128 Parts { get; }

    internal static LadderCost Most { get; } = new(UInt128.MaxValue, long.MaxValue);

    /// <summary>One activation.</summary>
    public static LadderCost Of(FirmwareActivation activation) => activation switch
    {
        FirmwareActivation.None => Zero,
        FirmwareActivation.ModuleReload => One(1),
        FirmwareActivation.GpuReset => One(2),
        FirmwareActivation.WarmReboot => One(5),
        FirmwareActivation.ColdReboot => One(5) + One(3),
        FirmwareActivation.AcCycle => One(5) + One(4),
        _ => throw new ArgumentOutOfRangeException(nameof(activation)),
    };

    /// <summary>One step without its activation.</summary>
    /// <param name="bytes">What must be fetched for it; counted up to 2^40.</param>
    public static LadderCost OfStep(FloorChange floor, long bytes) =>
        (floor == FloorChange.Raised ? One(0) : Zero) + new LadderCost(UInt128.One, Math.Clamp(bytes, 0, 1L << 40));

    public static LadderCost operator +(LadderCost left, LadderCost right) => new(left.Parts + right.Parts, left.Bytes + right.Bytes);

    public static LadderCost operator -(LadderCost left, LadderCost right) => new(left.Parts - right.Parts, left.Bytes - right.Bytes);

    public static bool operator <(LadderCost left, LadderCost right) => left.Parts < right.Parts || (left.Parts == right.Parts && left.Bytes < right.Bytes);

    public static bool operator >(LadderCost left, LadderCost right) => right < left;

    public static bool operator <=(LadderCost left, LadderCost right) => !(right < left);

    public static bool operator >=(LadderCost left, LadderCost right) => !(left < right);

    /// <inheritdoc/>
    public int CompareTo(LadderCost other) => Parts.CompareTo(other.Parts) is var order and not 0 ? order : Bytes.CompareTo(other.Bytes);

    /// <summary>For people and tests.</summary>
    public override string ToString() =>
        $"{Reboots} reboots ({AcCycles} ac, {ColdReboots} cold), {GpuResets} resets, {ModuleReloads} reloads, {RaisedFloors} floors, {Steps} steps, {Bytes} bytes";

    private static LadderCost One(int part) => new(UInt128.One << (StepBits + (part * PartBits)), 0);

    private int Part(int part) => (int)((Parts >> (StepBits + (part * PartBits))) & ((1 << PartBits) - 1));
}
