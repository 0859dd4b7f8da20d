// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Policy;

/// <summary>A decision as a document: what programs print and audit records hold. Spec: spec/policy §"Decision".</summary>
public static class AdmissionDecisionJson
{
    /// <summary>Indented, members in the order of the spec.</summary>
    public static byte[] Write(AdmissionDecision decision) => JsonSerializer.SerializeToUtf8Bytes(decision, PolicyJson.Readable.AdmissionDecision);

    public static JsonElement ToElement(AdmissionDecision decision) => JsonSerializer.SerializeToElement(decision, PolicyJson.Readable.AdmissionDecision);
}
