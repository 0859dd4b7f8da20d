// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Transparency;

/// <summary>The calls with which a log changes the disk.</summary>
internal enum LogFileOperationKind
{
    MakeDirectory,

    /// <summary>Creates or truncates a file and writes all of it.</summary>
    Write,

    /// <summary>Waits until a file's content is on the disk.</summary>
    Synchronise,

    /// <summary>Waits until the names in a directory are on the disk.</summary>
    SynchroniseNames,

    /// <summary>Puts the file of the same name with <c>.new</c> in its place.</summary>
    Rename,

    RemoveDirectory,
}
