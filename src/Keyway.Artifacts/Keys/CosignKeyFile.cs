// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Artifacts.Keys;

/// <summary>The JSON inside cosign's key files: what go-securesystemslib's <c>encrypted</c> package writes.</summary>
internal sealed record CosignKeyFile
{
    [JsonPropertyName("kdf")]
    public required KeyDerivation Derivation { get; init; }

    [JsonPropertyName("cipher")]
    public required SecretBox Cipher { get; init; }

    [JsonPropertyName("ciphertext")]
    public required byte[] Ciphertext { get; init; }

    internal sealed record KeyDerivation
    {
        [JsonPropertyName("name")]
        public required string Name { get; init; }

        [JsonPropertyName("params")]
        public required ScryptCost Cost { get; init; }

        [JsonPropertyName("salt")]
        public required byte[] Salt { get; init; }
    }

    internal sealed record ScryptCost
    {
        [JsonPropertyName("N")]
        public required int N { get; init; }

        [JsonPropertyName("r")]
        public required int R { get; init; }

        [JsonPropertyName("p")]
        public required int P { get; init; }
    }

    internal sealed record SecretBox
    {
        [JsonPropertyName("name")]
        public required string Name { get; init; }

        [JsonPropertyName("nonce")]
        public required byte[] Nonce { get; init; }
    }
}
