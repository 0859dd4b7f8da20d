// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Transparency;

/// <summary>The names of the files that are the writer's own; spec/log describes them. None of them is secret.</summary>
internal static class LogState
{
    public const string Folder = ".state";

    /// <summary>The committed tree head.</summary>
    public const string Head = ".state/head";

    /// <summary>The log's public key.</summary>
    public const string Key = ".state/vkey";

    /// <summary>Locked by the one writer.</summary>
    public const string Lock = ".state/lock";
}
