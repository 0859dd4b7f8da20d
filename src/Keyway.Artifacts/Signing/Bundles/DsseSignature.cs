// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Bundles;

/// <summary>One signature of an envelope; the key id is a hint.</summary>
public sealed record DsseSignature(ReadOnlyMemory<byte> Bytes, string KeyId = "");
