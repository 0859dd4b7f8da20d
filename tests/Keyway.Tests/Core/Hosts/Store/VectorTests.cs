// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Hosts.Store;

/// <summary>The documents in spec/host-store/vectors/invalid, put where a store reads them.</summary>
public sealed class VectorTests
{
    public static TheoryData<string> Invalid =>
        [.. Directory.GetFiles(RepositoryRoot.Combine("spec", "host-store", "vectors", "invalid")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Invalid))]
    public async Task Invalid_documents_are_refused(string name)
    {
        using StoreHost host = new();
        await host.InstallAsync(new StorePackage("1.0.0"));
        var isGeneration = name.StartsWith("generation-", StringComparison.Ordinal);
        File.Copy(RepositoryRoot.Combine("spec", "host-store", "vectors", "invalid", name), isGeneration ? host.Combine("generations", "1", "generation.json") : host.Combine("journal", "0000000001-intent.json"), overwrite: true);

        var refusal = Assert.Throws<KeywayException>(() => host.Store().ReadStatus());

        var expected = name == "generation-other-schema.json" ? "KW4017" : isGeneration ? "KW4012" : "KW4011";
        Assert.Equal(expected, refusal.Code.Id);
    }
}
