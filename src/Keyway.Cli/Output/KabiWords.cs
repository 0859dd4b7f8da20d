// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility.Kabi;

namespace Keyway.Cli.Output;

/// <summary>The words of kernel ABI reports. Spec: spec/kabi.</summary>
internal static class KabiWords
{
    public static string Of(LoadObstacle obstacle) => obstacle switch
    {
        LoadObstacle.Vermagic => "vermagic",
        LoadObstacle.Unresolved => "unresolved",
        LoadObstacle.Crc => "crc",
        LoadObstacle.GplOnly => "gpl-only",
        LoadObstacle.Namespace => "namespace",
        LoadObstacle.Signature => "signature",
        _ => throw new ArgumentOutOfRangeException(nameof(obstacle)),
    };

    public static string Of(UpdateVerdict verdict) => verdict switch
    {
        UpdateVerdict.NotConcerned => "not-concerned",
        UpdateVerdict.NoModules => "no-modules",
        UpdateVerdict.Loads => "loads",
        UpdateVerdict.Rebuild => "rebuild",
        UpdateVerdict.Refused => "refused",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    // Modules and kernels come from others: nothing of them may reach a terminal as a control sequence.
    public static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
}
