// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>
/// The services of one kind and how many of them to use. Spec: SigningConfig v0.2 ("service selection") and rekor-tiles CLIENTS.md: only services that are active now and whose
/// interface we speak, of those only the highest version, one per operator, the newest first.
/// </summary>
/// <param name="Kind">How messages name the kind: "log".</param>
/// <param name="Services">All of them.</param>
/// <param name="Selector">How many to use.</param>
/// <param name="Count">With <see cref="ServiceSelector.Exact"/>: so many.</param>
public sealed record ServiceGroup(string Kind, ImmutableArray<SigningEndpoint> Services, ServiceSelector Selector, int Count)
{
    /// <summary>The services to use now; none when none are configured.</summary>
    /// <exception cref="KeywayException">KW2202 there are some, but not those that are needed.</exception>
    public ImmutableArray<SigningEndpoint> Select(IReadOnlyCollection<int> versions, DateTimeOffset now)
    {
        if (Services.IsEmpty) return [];
        var usable = Services.Where(service => versions.Contains(service.MajorVersion) && service.IsActiveAt(now)).ToList();
        if (usable.Count == 0) throw Errors.NoService(Kind, $"none of the {Services.Length} is active at {now:yyyy-MM-dd'T'HH:mm:ss'Z'} and speaks version {string.Join(" or ", versions)}");
        var highest = usable.Max(service => service.MajorVersion);
        var candidates = usable.Where(service => service.MajorVersion == highest).OrderByDescending(service => service.From ?? DateTimeOffset.MinValue).DistinctBy(service => service.Operator).ToImmutableArray();
        return Selector switch
        {
            ServiceSelector.All => candidates,
            ServiceSelector.Any => [candidates[0]],
            ServiceSelector.Exact when Count >= 1 && Count <= candidates.Length => candidates[..Count],
            ServiceSelector.Exact => throw Errors.NoService(Kind, $"exactly {Count} are asked for and {candidates.Length} can be used"),
            _ => throw Errors.NoService(Kind, "the configuration does not say how many to use (selector)"),
        };
    }
}
