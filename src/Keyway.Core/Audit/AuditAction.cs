// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Audit;

/// <summary>What was decided about.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuditAction>))]
public enum AuditAction
{
    /// <summary>Whether a signature, attestation or bundle holds.</summary>
    [JsonStringEnumMemberName("verify")]
    Verify,

    /// <summary>Whether a policy admits something.</summary>
    [JsonStringEnumMemberName("policy-check")]
    PolicyCheck,

    /// <summary>Whether a package is installed.</summary>
    [JsonStringEnumMemberName("install")]
    Install,

    /// <summary>Whether a host goes back to an earlier state.</summary>
    [JsonStringEnumMemberName("rollback")]
    Rollback,

    /// <summary>Whether something is signed.</summary>
    [JsonStringEnumMemberName("sign")]
    Sign,

    /// <summary>Whether an attestation is made.</summary>
    [JsonStringEnumMemberName("attest")]
    Attest,

    /// <summary>Whether newer trust metadata is taken.</summary>
    [JsonStringEnumMemberName("trust-refresh")]
    TrustRefresh,

    /// <summary>Whether a channel's metadata or what it offers is taken.</summary>
    [JsonStringEnumMemberName("channel")]
    Channel,
}
