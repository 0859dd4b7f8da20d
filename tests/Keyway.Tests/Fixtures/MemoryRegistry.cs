// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;

namespace Keyway.Tests.Fixtures;

/// <summary>
/// A small honest registry of distribution 1.1 in memory, with the referrers API and short pages, over a <see cref="LoopbackServer"/>. A test may answer some
/// requests itself, which makes it as dishonest as needed. The judge of real behaviour is docker-registry, in the end-to-end tests.
/// </summary>
internal sealed class MemoryRegistry : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, byte[]> blobs = [];
    private readonly Dictionary<string, (string Type, byte[] Bytes)> manifests = [];
    private readonly SortedDictionary<string, string> tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> begun = [];
    private int sessions;

    public MemoryRegistry() => Server = new LoopbackServer(request => Override(request) ?? Answer(request));

    public LoopbackServer Server { get; }

    /// <summary>Answers instead of the registry where it does not return null.</summary>
    public Func<LoopbackRequest, LoopbackResponse?> Override { get; set; } = _ => null;

    public bool HasReferrersApi { get; init; } = true;

    public int PageLength { get; init; } = 2;

    public ArtifactReference Reference => ArtifactReference.Parse($"{Server.Authority}/gpu/driver");

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private LoopbackResponse Answer(LoopbackRequest request)
    {
        lock (gate)
        {
            var parts = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (request.Path == "/v2/") return LoopbackResponse.Of(200, "{}");
            if (parts.Length < 5 || parts[0] != "v2") return Error(404, "NAME_INVALID", request.Path);
            return (parts[^2], request.Method) switch
            {
                ("manifests", "PUT") => PutManifest(parts[^1], request),
                ("manifests", _) => GetManifest(parts[^1], request),
                ("blobs", "POST") or ("uploads", _) when parts[^1] == "uploads" || parts[^2] == "uploads" => Upload(request),
                ("blobs", _) => Content(request, blobs.GetValueOrDefault(parts[^1]), parts[^1], MediaTypes.OctetStream, "BLOB_UNKNOWN"),
                ("tags", _) => Tags(request),
                ("referrers", _) when HasReferrersApi => Referrers(parts[^1], request),
                _ => LoopbackResponse.Of(404, "404 page not found"),
            };
        }
    }

    private LoopbackResponse Upload(LoopbackRequest request)
    {
        if (request.Method == "DELETE") return LoopbackResponse.Of(204);
        if (request.Method == "POST" && request.Parameter("mount") is { } mount && blobs.ContainsKey(mount)) return LoopbackResponse.Of(201, "", ("Docker-Content-Digest", mount));
        if (request.Method == "POST") return LoopbackResponse.Of(202, "", ("Location", $"{request.Path.TrimEnd('/')}/{++sessions}?state=opaque%2F{sessions}"));
        var (digest, content) = (request.Parameter("digest"), (byte[])[.. begun.GetValueOrDefault(request.Path, []), .. request.Body]);
        if (request.Method == "PATCH")
        {
            begun[request.Path] = content;
            return LoopbackResponse.Of(202, "", ("Location", request.Target), ("Range", $"0-{content.Length - 1}"));
        }

        begun.Remove(request.Path);
        if (digest is null || digest != Digest.OfBytes(content).ToString() || request.Parameter("state") is null) return Error(400, "DIGEST_INVALID", digest ?? "");
        blobs[digest] = content;
        return LoopbackResponse.Of(201, "", ("Docker-Content-Digest", digest));
    }

    private LoopbackResponse PutManifest(string reference, LoopbackRequest request)
    {
        var (document, digest) = (JsonNode.Parse(request.Body)!, Digest.OfBytes(request.Body).ToString());
        var missingBlob = Digests(document["layers"]).Append(Text(document["config"]?["digest"])).OfType<string>().FirstOrDefault(link => !blobs.ContainsKey(link));
        var missing = missingBlob ?? Digests(document["manifests"]).FirstOrDefault(link => !manifests.ContainsKey(link));
        var isReferrersTag = reference.StartsWith("sha256-", StringComparison.Ordinal);
        if (missing is not null && !isReferrersTag) return Error(404, "MANIFEST_BLOB_UNKNOWN", $"blob unknown to registry: {missing}");
        manifests[digest] = (request.Headers["Content-Type"], request.Body);
        if (!reference.Contains(':')) tags[reference] = digest;
        var subject = HasReferrersApi ? Text(document["subject"]?["digest"]) : null;
        return subject is null ? LoopbackResponse.Of(201, "", ("Docker-Content-Digest", digest)) : LoopbackResponse.Of(201, "", ("Docker-Content-Digest", digest), ("OCI-Subject", subject));
    }

    private LoopbackResponse GetManifest(string reference, LoopbackRequest request)
    {
        var digest = reference.Contains(':') ? reference : tags.GetValueOrDefault(reference, "");
        return manifests.TryGetValue(digest, out var found)
            ? Content(request, found.Bytes, digest, found.Type, "")
            : Content(request, null, digest, "", "MANIFEST_UNKNOWN");
    }

    private static LoopbackResponse Content(LoopbackRequest request, byte[]? bytes, string digest, string type, string code)
    {
        if (bytes is null) return request.Method == "HEAD" ? LoopbackResponse.HeadOf404() : Error(404, code, digest);
        (string, string)[] headers = [("Content-Type", type), ("Docker-Content-Digest", digest)];
        return request.Method == "HEAD" ? LoopbackResponse.HeadOf(bytes.Length, headers) : LoopbackResponse.Of(200, bytes, headers);
    }

    private LoopbackResponse Tags(LoopbackRequest request)
    {
        if (tags.Count == 0) return Error(404, "NAME_UNKNOWN", "repository name not known to registry");
        var rest = tags.Keys.Where(tag => string.CompareOrdinal(tag, request.Parameter("last") ?? "") > 0).ToList();
        var page = new JsonObject { ["name"] = "gpu/driver", ["tags"] = new JsonArray([.. rest.Take(PageLength).Select(tag => JsonValue.Create(tag))]) }.ToJsonString();
        return rest.Count <= PageLength ? LoopbackResponse.Of(200, page) : LoopbackResponse.Of(200, page, ("Link", $"<{request.Path}?n={PageLength}&last={rest[PageLength - 1]}>; rel=\"next\""));
    }

    private LoopbackResponse Referrers(string subject, LoopbackRequest request)
    {
        var all = manifests.Where(entry => Text(JsonNode.Parse(entry.Value.Bytes)!["subject"]?["digest"]) == subject).OrderBy(entry => entry.Key, StringComparer.Ordinal).ToList();
        var skip = int.Parse(request.Parameter("skip") ?? "0");
        var page = all.Skip(skip).Take(PageLength).Select(entry => Describe(entry.Key, entry.Value.Bytes));
        var body = new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = MediaTypes.ImageIndex, ["manifests"] = new JsonArray([.. page]) }.ToJsonString();
        (string, string)[] headers = [("Content-Type", MediaTypes.ImageIndex)];
        return LoopbackResponse.Of(200, body, all.Count > skip + PageLength ? [.. headers, ("Link", $"<{request.Path}?skip={skip + PageLength}>; rel=\"next\"")] : headers);
    }

    private static JsonObject Describe(string digest, byte[] bytes)
    {
        var document = JsonNode.Parse(bytes)!;
        return new JsonObject
        {
            ["mediaType"] = MediaTypes.ImageManifest,
            ["digest"] = digest,
            ["size"] = bytes.Length,
            ["artifactType"] = document["artifactType"]?.DeepClone(),
            ["annotations"] = document["annotations"]?.DeepClone(),
        };
    }

    private static IEnumerable<string> Digests(JsonNode? list) => list is JsonArray array ? array.Select(item => Text(item!["digest"])!) : [];

    private static string? Text(JsonNode? node) => node?.GetValue<string>();

    private static LoopbackResponse Error(int status, string code, string message) =>
        LoopbackResponse.Of(status, Encoding.UTF8.GetBytes($$"""{"errors":[{"code":"{{code}}","message":"{{message}}"}]}"""), ("Content-Type", "application/json"));
}
