// SPDX-License-Identifier: Apache-2.0

using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Packages;

/// <summary>What <c>eng/peers/fetch</c> put aside; absent peers skip a test, except in CI.</summary>
internal static class Peer
{
    public static string[] Folder(string name)
    {
        var folder = RepositoryRoot.Combine(".cache", "peers", name);
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.True(Directory.Exists(folder), $"CI needs {folder}");
        Assert.SkipUnless(Directory.Exists(folder), $"no {folder}; run eng/peers/fetch");
        return [folder];
    }
}
