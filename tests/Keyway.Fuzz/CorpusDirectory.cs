// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Keyway.Tests.Fixtures;

namespace Keyway.Fuzz;

/// <summary>The inputs that long runs found worth keeping, under .cache/fuzz: the next run goes on from there. One file per input, named by its hash.</summary>
internal sealed class CorpusDirectory(string target)
{
    private readonly string path = RepositoryRoot.Combine(".cache", "fuzz", target);

    public byte[][] Read() => Directory.Exists(path) ? [.. Directory.EnumerateFiles(path).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)] : [];

    public void Write(IEnumerable<byte[]> inputs)
    {
        Directory.CreateDirectory(path);
        foreach (var input in inputs) File.WriteAllBytes(Path.Combine(path, Convert.ToHexStringLower(SHA256.HashData(input))[..16]), input);
    }
}
