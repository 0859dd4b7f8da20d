// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Artifacts.Oci;

/// <summary>Docker's <c>config.json</c> and the containers tools' <c>auth.json</c>: as much of them as tells credentials.</summary>
internal sealed record CredentialFile
{
    public const int MaxSize = 1 << 20;

    [JsonPropertyName("auths")]
    public Dictionary<string, CredentialEntry?>? Auths { get; init; }

    /// <summary>Helper program for every registry.</summary>
    [JsonPropertyName("credsStore")]
    public string? CredsStore { get; init; }

    /// <summary>Helper programs by registry.</summary>
    [JsonPropertyName("credHelpers")]
    public Dictionary<string, string>? CredHelpers { get; init; }
}
