// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Keyway.Compatibility;

namespace Keyway.Hosts.Probe;

/// <summary>
/// The keys the kernel trusts, from <c>/proc/keys</c>, which shows them to root only. A certificate's description ends in its subject key id. The file does
/// not say in which keyring a key is: where keyrings of another purpose hold keys too, nothing is said.
/// </summary>
internal static partial class KeyringFacts
{
    private const string Source = "/proc/keys";
    private const string Builtin = ".builtin_trusted_keys";

    private static readonly string[] Trusted = [Builtin, ".secondary_trusted_keys", ".platform", ".machine"];
    private static readonly string[] OtherPurposes = [".ima", "_ima", ".evm", "_evm", ".fs-verity", ".dm-verity"];

    public static void Read(HostRoot root, FactCollector facts)
    {
        if (root.ReadText(Source) is not { } text) return;
        var keyrings = Keyring().Matches(text).GroupBy(match => match.Groups["name"].Value, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Groups["count"].Value, StringComparer.Ordinal);
        if (!keyrings.ContainsKey(Builtin)) return;
        facts.Add("security.keyrings", FactValue.Of(Trusted.Where(keyrings.ContainsKey).Select(name => KeyValuePair.Create(name, Count(keyrings[name])))), Source);
        if (OtherPurposes.Any(name => keyrings.TryGetValue(name, out var count) && count != "empty")) return;
        var keys = Certificate().Matches(text).Select(match => match.Groups["id"].Value.ToLowerInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        facts.Add(FactNames.TrustedKeys, FactValue.Of(keys), Source);
    }

    private static FactValue Count(string text) => int.TryParse(text, out var count) ? FactValue.Of(count) : FactValue.Of(0);

    [GeneratedRegex(@"^[0-9a-f]{8} I\S+ .* keyring +(?<name>[._]\S+): (?<count>empty|[0-9]{1,6})$", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Keyring();

    // Flags: instantiated, and neither revoked, dead nor negative. The type is cut to nine letters.
    [GeneratedRegex(@"^[0-9a-f]{8} I-[^RDN ]* .* asymmetri +.*: (?<id>[0-9a-fA-F]{2,128}): X509\.", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Certificate();
}
