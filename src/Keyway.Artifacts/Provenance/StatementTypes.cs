// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Provenance;

/// <summary>The identifiers of the in-toto attestation framework. Spec: in-toto attestation 1.0 §"Statement", §"Envelope".</summary>
public static class StatementTypes
{
    /// <summary>The type of a statement; the only one written.</summary>
    public const string V1 = "https://in-toto.io/Statement/v1";

    /// <summary>The type that came before; the same shape, still written by common tools.</summary>
    public const string V01 = "https://in-toto.io/Statement/v0.1";

    /// <summary>The DSSE payload type of both.</summary>
    public const string PayloadType = "application/vnd.in-toto+json";
}
