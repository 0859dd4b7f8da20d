// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Tests.Fixtures;

/// <summary>The checkout that the tests were built from.</summary>
internal static class RepositoryRoot
{
    /// <summary>Absolute path of the folder that holds Keyway.slnx.</summary>
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    /// <summary>Absolute path of something in the checkout.</summary>
    public static string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find(string start)
    {
        for (var directory = new DirectoryInfo(start); directory is not null; directory = directory.Parent)
            if (File.Exists(System.IO.Path.Combine(directory.FullName, "Keyway.slnx"))) return directory.FullName;
        throw new InvalidOperationException($"no Keyway.slnx above {start}");
    }
}
