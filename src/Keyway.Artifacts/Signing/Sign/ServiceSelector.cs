// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>How many of the usable services a signer must use. Spec: SigningConfig, ServiceSelector.</summary>
public enum ServiceSelector
{
    /// <summary>Not said; an error as soon as there is a service to choose.</summary>
    Undefined,

    /// <summary>Every usable one.</summary>
    All,

    /// <summary>One, whichever; we take the newest.</summary>
    Any,

    /// <summary>So many as the count says.</summary>
    Exact,
}
