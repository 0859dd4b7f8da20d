// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Keyway.Artifacts.Signing.Bundles;

namespace Keyway.Tests.Fixtures;

/// <summary>What a test gets wrong in a log entry; everything after the change is signed again by the log.</summary>
internal sealed record SigstoreUniverseLogChanges
{
    public static SigstoreUniverseLogChanges None { get; } = new();

    /// <summary>Changes the entry before the log takes it in.</summary>
    public Action<JsonObject> Body { get; init; } = _ => { };

    public Func<EntryProof, EntryProof> Proof { get; init; } = proof => proof;

    /// <summary>Changes the text of the checkpoint before it is signed.</summary>
    public Func<string, string> CheckpointText { get; init; } = text => text;

    /// <summary>Changes the signed checkpoint.</summary>
    public Func<string, string> Checkpoint { get; init; } = note => note;

    public string? SignerName { get; init; }

    public byte[]? KeyHint { get; init; }

    /// <summary>A log that promises although its kind does not.</summary>
    public bool PromisesAnyway { get; init; }
}
