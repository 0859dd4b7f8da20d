// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Tests.Fixtures;

/// <summary>Compares text with a reviewed file under <c>tests/Keyway.Tests/Golden</c>; UPDATE_GOLDEN=1 rewrites it (CI never does).</summary>
internal static class Golden
{
    public static void Verify(string name, string actual)
    {
        var path = RepositoryRoot.Combine("tests", "Keyway.Tests", "Golden", name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"no golden file {name}; run the tests once with UPDATE_GOLDEN=1 and review it");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
