// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Tests.Fixtures;

/// <summary>
/// Real host dumps, vendor matrices and other people's vectors that the project does not ship: the folder named by KEYWAY_TEST_DATA, or <c>shared/data</c>
/// beside the checkout. Tests that need it are skipped, with a reason, where it is absent.
/// </summary>
internal static class SharedData
{
    /// <summary>Absolute path of a file or folder in it; skips the test when the data is not there.</summary>
    public static string Require(params string[] parts)
    {
        var root = Environment.GetEnvironmentVariable("KEYWAY_TEST_DATA") ?? Path.GetFullPath(RepositoryRoot.Combine("..", "shared", "data"));
        Assert.SkipUnless(Directory.Exists(root), "the shared test data is not here; set KEYWAY_TEST_DATA");
        return Path.Combine([root, .. parts]);
    }
}
