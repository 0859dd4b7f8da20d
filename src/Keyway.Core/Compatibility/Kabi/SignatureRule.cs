// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Compatibility.Kabi;

/// <summary>What a kernel was configured to do about module signatures. Spec: spec/kabi §"Document".</summary>
public enum SignatureRule
{
    /// <summary>The source does not say.</summary>
    Unknown,

    /// <summary>It cannot verify signatures (<c>CONFIG_MODULE_SIG</c> is off).</summary>
    Off,

    /// <summary>It verifies them, and an unsigned module only taints it unless enforcement is asked for at boot or by lockdown.</summary>
    Permissive,

    /// <summary>It refuses unsigned modules (<c>CONFIG_MODULE_SIG_FORCE</c>).</summary>
    Enforced,
}
