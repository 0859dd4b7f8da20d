// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Artifacts.Oci;
using Keyway.Channels;
using Keyway.Packages;
using Keyway.Resolution;

namespace Keyway.Hosts.Store;

/// <summary>From the resolver's answer to what the store installs.</summary>
public static class InstallRequests
{
    /// <summary>The request for the chosen candidate, its layers read from the repository it was found in.</summary>
    /// <param name="source">The reference as it was asked for.</param>
    /// <param name="admission">What the host's channel said, when it is on one.</param>
    /// <param name="proof">What was proved about its origin, one line for the history; null when nothing was asked.</param>
    /// <exception cref="KeywayException">KW4040: nothing fits.</exception>
    public static InstallRequest Of(HostResolution resolution, IOciRepository repository, string source, ChannelVerdict? admission = null, string? proof = null)
    {
        if (resolution is not Granted { Chosen: { Build: { } build } chosen }) throw Errors.DoesNotFit(source, resolution is Refused refused ? refused.Reason : "no build was chosen");
        return new InstallRequest
        {
            Package = chosen.Package.Manifest.Package,
            Version = chosen.Package.Manifest.Version,
            Source = source,
            Isa = build.Isa,
            Index = chosen.Package.Index.Digest,
            Manifest = build.Manifest.Digest,
            Admission = admission,
            Reason = proof is null ? chosen.Because : $"{chosen.Because}; {proof}",
            Layers = [.. chosen.Layers.Select(layer => new RequestedLayer(layer, cancellationToken => repository.OpenAsync(DescriptorOf(layer), cancellationToken)))],
        };
    }

    private static Descriptor DescriptorOf(PackagedLayer layer) => new() { MediaType = DriverConfig.LayerMediaType, Digest = layer.Digest, Size = layer.Size };
}
