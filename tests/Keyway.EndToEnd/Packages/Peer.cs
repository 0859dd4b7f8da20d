// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Packages;

/// <summary>What the scripts under <c>eng/peers</c> put aside, and programs of the system; absent peers skip a test, except in CI.</summary>
internal static class Peer
{
    public static string Folder(string name)
    {
        var folder = RepositoryRoot.Combine(".cache", "peers", name);
        Require(Directory.Exists(folder), $"no {folder}; run eng/peers/fetch-payloads");
        return folder;
    }

    public static async Task RequireProgramAsync(string program, string versionArgument)
    {
        try
        {
            await ProgramRun.OfAsync(program, [versionArgument]);
        }
        catch (Win32Exception)
        {
            Require(false, $"no program {program}");
        }
    }

    private static void Require(bool isPresent, string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.True(isPresent, reason);
        Assert.SkipUnless(isPresent, reason);
    }
}
