// SPDX-License-Identifier: Apache-2.0

using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Versions;

/// <summary>The rows of a file under spec/version/vectors.</summary>
internal static class VersionVectors
{
    public static string[][] Read(string name) =>
    [
        .. File.ReadLines(RepositoryRoot.Combine("spec", "version", "vectors", name)).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')),
    ];
}
