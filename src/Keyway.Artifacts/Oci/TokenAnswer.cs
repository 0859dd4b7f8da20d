// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Artifacts.Oci;

/// <summary>What a token server answers. Spec: distribution "Token Authentication" and "OAuth2 Token Authentication".</summary>
internal sealed record TokenAnswer
{
    private const int ShortestLife = 60;

    [JsonPropertyName("token")]
    public string? Token { get; init; }

    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }

    [JsonPropertyName("expires_in")]
    public int? ExpiresIn { get; init; }

    /// <summary>The token under either of its names.</summary>
    public string? Value => string.IsNullOrEmpty(Token) ? AccessToken : Token;

    public TimeSpan Life => TimeSpan.FromSeconds(Math.Max(ExpiresIn ?? ShortestLife, ShortestLife));
}
