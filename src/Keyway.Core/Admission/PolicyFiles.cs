// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Policy;

namespace Keyway.Admission;

/// <summary>Reads policies and what belongs to them from disk.</summary>
public static class PolicyFiles
{
    private const int MaximumPolicies = 1024;

    /// <summary>The policy at a path, or every <c>*.json</c> of a directory (not of those below it), in ordinal order. One bad policy refuses all.</summary>
    /// <exception cref="KeywayException">KW2620 a bad policy; KW2650 nothing there.</exception>
    public static ImmutableArray<AdmissionPolicy> Read(params IEnumerable<string> paths)
    {
        var policies = paths.SelectMany(Files).Select(path => AdmissionPolicyReader.Read(SmallFile.Read(path, AdmissionPolicyReader.MaximumBytes), Path.GetFileName(path))).ToImmutableArray();
        return policies.Length <= MaximumPolicies ? policies : throw Errors.TooManyPolicies(policies.Length, MaximumPolicies);
    }

    /// <summary>Runs a file of fixtures; paths in it start from its directory.</summary>
    /// <exception cref="KeywayException">KW2620, KW2621, KW2622: a document is none; KW2650: nothing there.</exception>
    public static ImmutableArray<PolicyTestResult> Test(string path)
    {
        if (!File.Exists(path)) throw Errors.NoPolicy(path);
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var fixtures = PolicyFixturesJson.Read(SmallFile.Read(path, PolicyFixturesJson.MaximumBytes), Path.GetFileName(path));
        var policies = Read(fixtures.Policies.Select(policy => Path.GetFullPath(policy, directory)));
        return PolicyTest.Run(fixtures, policies, name => ReadBytes(Path.GetFullPath(name, directory)));
    }

    /// <summary>Evidence that was recorded before.</summary>
    /// <exception cref="KeywayException">KW2621: not evidence; KW2650: nothing there.</exception>
    public static PackageEvidence ReadEvidence(string path) => PackageEvidenceJson.Read(ReadBytes(path), Path.GetFileName(path));

    private static byte[] ReadBytes(string path) => File.Exists(path) ? SmallFile.Read(path, PackageEvidenceJson.MaximumBytes) : throw Errors.NoPolicy(path);

    private static IEnumerable<string> Files(string path)
    {
        if (File.Exists(path)) return [path];
        var files = Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal).ToList() : [];
        return files.Count > 0 ? files : throw Errors.NoPolicy(path);
    }
}
