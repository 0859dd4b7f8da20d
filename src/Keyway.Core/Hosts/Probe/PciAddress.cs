// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Keyway.Hosts.Probe;

/// <summary>PCI addresses: nvidia-smi writes eight digits of domain in upper case, the kernel four in lower case.</summary>
internal static partial class PciAddress
{
    /// <summary>The kernel's form, <c>0000:dd:00.0</c>; null when the text is no address.</summary>
    public static string? Normal(string? text)
    {
        if (text is null || Form().Match(text.Trim()) is not { Success: true } match) return null;
        var domain = match.Groups["domain"].Value.TrimStart('0').PadLeft(4, '0');
        return $"{domain}:{match.Groups["place"].Value}".ToLowerInvariant();
    }

    [GeneratedRegex(@"^(?<domain>[0-9A-Fa-f]{4,8}):(?<place>[0-9A-Fa-f]{2}:[0-9A-Fa-f]{2}\.[0-7])$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
