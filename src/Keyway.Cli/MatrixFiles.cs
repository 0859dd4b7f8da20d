// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Content;
using Keyway.Compatibility.Matrices;
using Keyway.Compatibility.Profiles;

namespace Keyway.Cli;

/// <summary>Reads matrices and profile registries that a command line names.</summary>
internal static class MatrixFiles
{
    public static MatrixReading Read(CliContext context, string file) => CompatibilityMatrix.Read(Bytes(context, file, CompatibilityMatrix.MaximumBytes), file);

    public static CompatibilityMatrix Parse(CliContext context, string file) => CompatibilityMatrix.Parse(Bytes(context, file, CompatibilityMatrix.MaximumBytes), file);

    /// <summary>Null when no file is named: then matrices are not asked.</summary>
    public static ImmutableArray<CompatibilityMatrix>? ParseAll(CliContext context, string[] files) => files.Length == 0 ? null : [.. files.Select(file => Parse(context, file))];

    public static ProfileRegistryReading ReadProfiles(CliContext context, string file) => ProfileRegistry.Read(Bytes(context, file, ProfileRegistry.MaximumBytes), file);

    public static ProfileRegistry ParseProfiles(CliContext context, string file) => ProfileRegistry.Parse(Bytes(context, file, ProfileRegistry.MaximumBytes), file);

    private static byte[] Bytes(CliContext context, string file, int limit) => SmallFile.Read(context.Absolute(file), limit);
}
