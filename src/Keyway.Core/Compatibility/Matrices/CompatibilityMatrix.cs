// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts;
using Keyway.Versions;

namespace Keyway.Compatibility.Matrices;

/// <summary>
/// What is known about a package on hosts: a document of its own, signed on its own, so that it can change without a new release. What no entry speaks of is
/// untested. Immutable; <see cref="MatrixJudge"/> asks it. Spec: spec/matrix.
/// </summary>
public sealed record CompatibilityMatrix
{
    /// <summary>Largest document, in bytes.</summary>
    public const int MaximumBytes = 4 << 20;

    /// <summary>The media type of the document.</summary>
    public const string MediaType = "application/vnd.keyway.matrix.v1+json";

    /// <summary>The artifact type of the referrer that carries it.</summary>
    public const string ArtifactType = MediaType;

    /// <summary>Name of the package it is about.</summary>
    public required string Package { get; init; }

    /// <summary>Versions it is about, a semver range over the cores.</summary>
    public required VersionRange Versions { get; init; }

    /// <summary>What it is, in one line.</summary>
    public string? Description { get; init; }

    /// <summary>In the order of the document, which decides nothing.</summary>
    public required ImmutableArray<MatrixEntry> Entries { get; init; }

    /// <summary>Where it was read from, for reasons; no part of the document.</summary>
    public string Source { get; init; } = "matrix";

    /// <summary>Reads a matrix.</summary>
    /// <exception cref="KeywayException">KW3220: not a matrix; the message has line and column of each problem.</exception>
    public static CompatibilityMatrix Parse(ReadOnlySpan<byte> json, string source)
    {
        var reading = Read(json, source);
        return reading.Matrix ?? throw Errors.BadMatrix(source, reading.Diagnostics);
    }

    /// <summary>Reads a matrix and says everything that is wrong with it.</summary>
    public static MatrixReading Read(ReadOnlySpan<byte> json, string source) => MatrixReader.Read(json, source);

    /// <summary>The JSON Schema (2020-12) of a matrix.</summary>
    public static byte[] Schema() => MatrixShape.WriteSchema();

    /// <summary>The canonical document: the same entries are the same bytes, whatever their order was.</summary>
    public byte[] ToJson() => MatrixJson.Write(this);

    /// <summary>The entry of that id, or null.</summary>
    public MatrixEntry? Find(string id) => Entries.FirstOrDefault(entry => entry.Id == id);
}
