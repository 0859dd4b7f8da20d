// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Artifacts.Oci;

/// <summary>Source-generated JSON of the small documents around the manifests: layout marker, registry answers, credential files. Foreign: unknown members are ignored.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, AllowDuplicateProperties = false, MaxDepth = 32)]
[JsonSerializable(typeof(LayoutMarker))]
[JsonSerializable(typeof(ManifestShape))]
[JsonSerializable(typeof(CredentialFile))]
[JsonSerializable(typeof(HelperAnswer))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(TagPage))]
[JsonSerializable(typeof(ErrorAnswer))]
internal sealed partial class WireJson : JsonSerializerContext;
