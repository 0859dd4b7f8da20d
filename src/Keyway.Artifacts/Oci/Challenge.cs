// SPDX-License-Identifier: Apache-2.0

using System.Net.Http.Headers;

namespace Keyway.Artifacts.Oci;

/// <summary>One way to authenticate that a registry offered in <c>WWW-Authenticate</c>. Spec: RFC 9110 §11.6.1 and distribution "Token Authentication".</summary>
internal sealed record Challenge(string Scheme, IReadOnlyDictionary<string, string> Parameters)
{
    public bool IsBearer => Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase);

    public bool IsBasic => Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase);

    /// <summary>The first that is understood, Bearer before Basic; null when there is none.</summary>
    public static Challenge? Pick(HttpResponseMessage response)
    {
        var all = response.Headers.WwwAuthenticate.Select(Of).ToList();
        return all.Find(challenge => challenge.IsBearer && challenge.Parameters.ContainsKey("realm")) ?? all.Find(challenge => challenge.IsBasic);
    }

    public string? Parameter(string name) => Parameters.GetValueOrDefault(name);

    private static Challenge Of(AuthenticationHeaderValue header) => new(header.Scheme, Parse(header.Parameter ?? ""));

    // name=token or name="quoted text with \" escapes", separated by commas.
    private static Dictionary<string, string> Parse(string text)
    {
        Dictionary<string, string> parameters = new(StringComparer.OrdinalIgnoreCase);
        var position = 0;
        while (position < text.Length && text.IndexOf('=', position) is var equals and >= 0)
        {
            var name = text[position..equals].Trim(' ', ',', '\t');
            position = equals + 1;
            parameters[name] = position < text.Length && text[position] == '"' ? Quoted(text, ref position) : Token(text, ref position);
        }

        return parameters;
    }

    private static string Token(string text, ref int position)
    {
        var end = text.IndexOf(',', position);
        var value = end < 0 ? text[position..] : text[position..end];
        position = end < 0 ? text.Length : end + 1;
        return value.Trim();
    }

    private static string Quoted(string text, ref int position)
    {
        System.Text.StringBuilder value = new();
        for (position++; position < text.Length && text[position] != '"'; position++)
        {
            if (text[position] == '\\' && position + 1 < text.Length) position++;
            value.Append(text[position]);
        }

        position++;
        return value.ToString();
    }
}
