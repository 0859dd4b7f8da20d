// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Keyway.Artifacts.Oci;

/// <summary>Follows the <c>Link: &lt;…&gt;; rel="next"</c> of list answers, within the registry's origin, without circles, and not for ever. Spec: RFC 5988, OCI distribution 1.1 §"Listing Tags".</summary>
internal sealed partial class PagedList(Uri origin)
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private int entries;

    /// <summary>The address of the next page, or null after the last one.</summary>
    public Uri? Next(Uri current, HttpResponseMessage response, int count)
    {
        seen.Add(current.AbsoluteUri);
        entries += count;
        if (LinkOf(response) is not { } link) return null;
        if (!Uri.TryCreate(link, UriKind.RelativeOrAbsolute, out var location)) throw Errors.OddAnswer(current, "its Link header holds no address");
        var next = RegistryHttp.Resolve(current, location);
        if (!RegistryRequest.IsSameOrigin(next, origin)) throw Errors.OddAnswer(current, $"its next page is on another host, {next.Authority}");
        if (seen.Contains(next.AbsoluteUri)) throw Errors.EndlessList(current, "a page links back to an earlier one");
        if (seen.Count >= OciLimits.Pages) throw Errors.EndlessList(current, $"more than {OciLimits.Pages} pages");
        return entries < OciLimits.ListEntries ? next : throw Errors.EndlessList(current, $"more than {OciLimits.ListEntries} entries");
    }

    private static string? LinkOf(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out var values)) return null;
        return values.Select(value => NextPattern.Match(value)).FirstOrDefault(match => match.Success)?.Groups["address"].Value;
    }

    [GeneratedRegex("""<(?<address>[^>]*)>[^,]*;\s*rel="?next"?""", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex NextPattern { get; }
}
