// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Probe;

/// <summary>How far a probe goes.</summary>
public sealed record ProbeOptions
{
    /// <summary>Whether vendor programs such as nvidia-smi may be started. They are only ever started for the root directory `/`.</summary>
    public bool RunsPrograms { get; init; } = true;

    /// <summary>How long one vendor program may take before its facts stay unknown.</summary>
    public TimeSpan ProgramLimit { get; init; } = TimeSpan.FromSeconds(20);
}
