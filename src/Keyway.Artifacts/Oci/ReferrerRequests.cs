// SPDX-License-Identifier: Apache-2.0

using System.Net;
using System.Text.Json;
using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Oci;

/// <summary>The <c>/referrers/</c> part of a registry's interface. Spec: OCI distribution 1.1 §"Listing Referrers".</summary>
internal sealed class ReferrerRequests(RegistryClient client)
{
    /// <summary>All referrers, or null when the registry does not have this interface.</summary>
    public async Task<IReadOnlyList<Descriptor>?> ListAsync(Digest subject, string? artifactType, CancellationToken cancellationToken)
    {
        List<Descriptor> found = [];
        PagedList pages = new(client.Origin);
        var filter = artifactType is null ? "" : $"?artifactType={Uri.EscapeDataString(artifactType)}";
        for (var address = client.AddressOf($"referrers/{subject}{filter}"); address is not null;)
        {
            var request = client.Request(HttpMethod.Get, address, client.PullScope) with { Accept = [MediaTypes.ImageIndex] };
            using var response = await client.SendAsync(request, new[] { HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.BadRequest, HttpStatusCode.MethodNotAllowed }, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK || response.Content.Headers.ContentType?.MediaType != MediaTypes.ImageIndex) return null;
            var page = Parse(await client.ReadAsync(response, address, OciLimits.PageSize, cancellationToken), address);
            found.AddRange(page);
            address = pages.Next(address, response, page.Count);
        }

        return found;
    }

    private static List<Descriptor> Parse(byte[] body, Uri address)
    {
        try
        {
            var entries = JsonSerializer.Deserialize(body, OciJson.Canonical.ImageIndex)?.Manifests ?? [];
            return entries.All(entry => entry is { Size: >= 0 }) ? [.. entries] : throw Errors.OddAnswer(address, "a descriptor of a referrer is broken");
        }
        catch (JsonException reason)
        {
            throw Errors.OddAnswer(address, "it is not the JSON of a list of referrers", reason);
        }
    }
}
