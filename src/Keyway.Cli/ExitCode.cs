// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli;

/// <summary>The exit statuses of every Keyway program; documented in docs/guide/exit-codes.md and in the help of each command.</summary>
internal enum ExitCode
{
    Done = 0,
    Bug = 1,
    Usage = 2,
    PartlyDone = 3,
    NotFound = 10,
    Busy = 11,
    NotAuthorised = 12,
    Incompatible = 20,
    VerificationRefused = 21,
    PolicyRefused = 22,
    PreflightFailed = 23,
    RolledBack = 24,
    TryLater = 75,
    Cancelled = 130,
}
