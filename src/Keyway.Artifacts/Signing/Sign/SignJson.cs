// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>Source-generated JSON of what the signing services answer. Foreign: unknown members are ignored; names are exact, duplicates are refused; proto3 writes 64-bit numbers as text.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false, MaxDepth = 16, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(SigningConfigDocument))]
[JsonSerializable(typeof(TokenClaims))]
[JsonSerializable(typeof(GitHubTokenAnswer))]
[JsonSerializable(typeof(CertificateAnswer))]
[JsonSerializable(typeof(LogEntryAnswer))]
[JsonSerializable(typeof(Dictionary<string, LogEntryAnswerV1>))]
internal sealed partial class SignJson : JsonSerializerContext;
