// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts;

/// <summary>What a refusal means to the caller; programs map each kind to one exit status.</summary>
public enum ErrorKind
{
    /// <summary>The command or document was written wrongly.</summary>
    Usage,

    /// <summary>What was named does not exist.</summary>
    NotFound,

    /// <summary>Somebody else holds the lock; nothing was changed.</summary>
    Busy,

    /// <summary>Credentials are missing or were refused.</summary>
    NotAuthorised,

    /// <summary>The package does not fit the host.</summary>
    Incompatible,

    /// <summary>Content failed a check of integrity or origin.</summary>
    VerificationRefused,

    /// <summary>A policy said no.</summary>
    PolicyRefused,

    /// <summary>A check before the change failed; nothing was changed.</summary>
    PreflightFailed,

    /// <summary>The change failed and the former state was restored.</summary>
    RolledBack,

    /// <summary>A passing fault: the same call may succeed later.</summary>
    TryLater,
}
