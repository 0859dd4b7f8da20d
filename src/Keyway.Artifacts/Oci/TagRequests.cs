// SPDX-License-Identifier: Apache-2.0

using System.Net;
using System.Text.Json;

namespace Keyway.Artifacts.Oci;

/// <summary>The <c>/tags/list</c> part of a registry's interface. Spec: OCI distribution 1.1 §"Listing Tags".</summary>
internal sealed class TagRequests(RegistryClient client)
{
    private const int PageLength = 1000;

    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        SortedSet<string> tags = new(StringComparer.Ordinal);
        PagedList pages = new(client.Origin);
        for (var address = client.AddressOf($"tags/list?n={PageLength}"); address is not null;)
        {
            var request = client.Request(HttpMethod.Get, address, client.PullScope);
            using var response = await client.SendAsync(request, new[] { HttpStatusCode.OK, HttpStatusCode.NotFound }, cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound) break;
            var page = Parse(await client.ReadAsync(response, address, OciLimits.PageSize, cancellationToken), address);
            tags.UnionWith(page.Where(tag => !ReferrersTag.IsOne(tag)));
            address = pages.Next(address, response, page.Count);
        }

        return [.. tags];
    }

    private static List<string> Parse(byte[] body, Uri address)
    {
        try
        {
            var tags = JsonSerializer.Deserialize(body, WireJson.Default.TagPage)?.Tags ?? [];
            return [.. tags.OfType<string>().Select(tag => ReferenceParser.IsTag(tag) ? tag : throw Errors.OddAnswer(address, $"it lists '{AnswerText.Clean(tag)}', which is not a tag"))];
        }
        catch (JsonException reason)
        {
            throw Errors.OddAnswer(address, "it is not the JSON of a list of tags", reason);
        }
    }
}
