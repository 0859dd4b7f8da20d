// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>The claims of an identity token that signing looks at. They are not verified here: the certificate authority does that.</summary>
internal sealed record TokenClaims
{
    [JsonPropertyName("iss")]
    public string? Issuer { get; init; }

    [JsonPropertyName("sub")]
    public string? Subject { get; init; }

    [JsonPropertyName("email")]
    public string? Email { get; init; }

    [JsonPropertyName("exp")]
    public double? Expiry { get; init; }
}
