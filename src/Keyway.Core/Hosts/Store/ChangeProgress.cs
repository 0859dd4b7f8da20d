// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>How far a change is; decides what a failure means.</summary>
internal enum ChangeProgress
{
    None,

    /// <summary>The intent may be on disk.</summary>
    Begun,

    /// <summary><c>current</c> was switched, but the disk has not confirmed it.</summary>
    Switched,

    /// <summary>The switch is on disk.</summary>
    Durable,

    Committed,
}
