// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Compatibility;

/// <summary>The answer to one question about a host. Knowing more can turn <see cref="Unknown"/> into anything, but never <see cref="Ok"/> into <see cref="Fail"/> or back.</summary>
public enum Outcome
{
    /// <summary>It fits.</summary>
    Ok,

    /// <summary>It works, with something the operator should know.</summary>
    Warn,

    /// <summary>The facts do not say.</summary>
    Unknown,

    /// <summary>It does not fit.</summary>
    Fail,
}
