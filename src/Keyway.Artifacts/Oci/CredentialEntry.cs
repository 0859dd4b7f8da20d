// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Serialization;

namespace Keyway.Artifacts.Oci;

/// <summary>One entry under <c>auths</c>.</summary>
internal sealed record CredentialEntry
{
    /// <summary>Base64 of <c>user:password</c>.</summary>
    [JsonPropertyName("auth")]
    public string? Auth { get; init; }

    [JsonPropertyName("username")]
    public string? Username { get; init; }

    [JsonPropertyName("password")]
    public string? Password { get; init; }

    [JsonPropertyName("identitytoken")]
    public string? IdentityToken { get; init; }

    /// <summary>The credential, or null for the empty entry that docker leaves beside a credential store.</summary>
    /// <exception cref="FormatException">The auth member is not base64 of name and password.</exception>
    public Credential? ToCredential()
    {
        if (!string.IsNullOrEmpty(IdentityToken)) return Credential.OfIdentityToken(IdentityToken);
        if (!string.IsNullOrEmpty(Username)) return Credential.OfPassword(Username, Password ?? "");
        if (string.IsNullOrEmpty(Auth)) return null;
        var text = Encoding.UTF8.GetString(Convert.FromBase64String(Auth)).TrimEnd('\0');
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? Credential.OfPassword(text[..colon], text[(colon + 1)..]) : throw new FormatException("'auth' is not base64 of name:password");
    }
}
