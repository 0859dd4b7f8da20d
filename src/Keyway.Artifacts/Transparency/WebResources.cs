// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Web;

namespace Keyway.Artifacts.Transparency;

/// <summary>The resources of a log behind a URL prefix. Thread safe.</summary>
/// <param name="web">Does the exchanges.</param>
/// <param name="prefix">The log's URL prefix.</param>
public sealed class WebResources(WebClient web, Uri prefix) : ILogResources
{
    private readonly string root = prefix.ToString().TrimEnd('/');

    /// <inheritdoc/>
    public string Name => root;

    /// <inheritdoc/>
    public async ValueTask<byte[]?> ReadAsync(string path, int limit, CancellationToken cancellationToken)
    {
        var answer = await web.GetAsync(new Uri($"{root}/{path}"), limit, cancellationToken);
        if (answer.Status == 404) return null;
        return answer.Status == 200 ? answer.Body : throw Errors.ResourceRefused(Name, path, answer.Status);
    }
}
