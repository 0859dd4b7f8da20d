// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Resolution.Explanations;

/// <summary>What a change asks of people, the cheapest first: one of a later kind costs more than many of an earlier one. Spec: spec/explanation §"Costs".</summary>
public enum ChangeCost
{
    /// <summary>Another option of the command.</summary>
    PolicyFlag,

    /// <summary>A fact that anybody can look up or that the operator declares.</summary>
    DeclareFact,

    /// <summary>A fact that only a probe with root sees.</summary>
    ProbeAsRoot,

    /// <summary>A device runs another firmware revision first.</summary>
    FirmwareStep,

    /// <summary>The host boots another kernel.</summary>
    KernelChange,

    /// <summary>The host gets another operating system.</summary>
    OperatingSystem,

    /// <summary>Another host, device or place.</summary>
    OtherHardware,
}
