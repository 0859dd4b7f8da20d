// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Certificates;

/// <summary>One extension of a certificate, its value as DER.</summary>
internal sealed record CertificateExtension(string Oid, bool IsCritical, ReadOnlyMemory<byte> Value, ReadOnlyMemory<byte> Encoded);
