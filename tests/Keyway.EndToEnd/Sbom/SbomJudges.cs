// SPDX-License-Identifier: Apache-2.0

using Keyway.EndToEnd.Packages;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Sbom;

/// <summary>What others think of a document: the official schemas, run by ajv, and the SPDX project's own validator.</summary>
internal static class SbomJudges
{
    /// <summary>One line for each file: <c>valid FILE</c>, or <c>invalid FILE</c> and why.</summary>
    public static async Task<IReadOnlyList<string>> SchemaAsync(string format, params string[] files)
    {
        var schemas = SharedData.Require("schemas");
        await Peer.RequireProgramAsync("node", "--version");
        await Peer.RequireProgramAsync("npm", "--version");
        var judge = RepositoryRoot.Combine("eng", "peers", "ajv");
        if (!Directory.Exists(Path.Combine(judge, "node_modules"))) await ProgramRun.SucceedsAsync("npm", ["ci", "--no-audit", "--no-fund"], judge);
        var run = await ProgramRun.SucceedsAsync("node", [Path.Combine(judge, "judge-sbom.js"), schemas, format, .. files]);
        return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>pyspdxtools on an SPDX 2.3 document: exit status and complaints.</summary>
    public static async Task<ProgramRun> SpdxToolsAsync(string file)
    {
        await Peer.RequireProgramAsync("python3", "--version");
        await ProgramRun.OfAsync(RepositoryRoot.Combine("eng", "peers", "fetch-spdx-tools"), []);
        var modules = Path.Combine(Peer.Folder("spdx-tools"), "usr", "lib", "python3", "dist-packages");
        return await ProgramRun.OfAsync("python3", ["-m", "spdx_tools.spdx.clitools.pyspdxtools", "-i", file], environment: new Dictionary<string, string> { ["PYTHONPATH"] = modules });
    }
}
