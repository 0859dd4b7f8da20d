// SPDX-License-Identifier: Apache-2.0

using Keyway.Audit;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Audit;

/// <summary>The documents in spec/audit/vectors.</summary>
public sealed class AuditVectorTests
{
    public static TheoryData<string> Valid => Names("valid");

    public static TheoryData<string> Invalid => Names("invalid");

    [Theory]
    [MemberData(nameof(Valid))]
    public void Valid_documents_are_read_and_written_again_to_the_byte(string name)
    {
        var document = File.ReadAllBytes(RepositoryRoot.Combine("spec", "audit", "vectors", "valid", name));

        var entry = AuditJson.Read(document, out var reason);

        Assert.Equal("", reason);
        Assert.Equal(document, AuditJson.Write(entry!));
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Invalid_documents_are_refused(string name)
    {
        Assert.Null(AuditJson.Read(File.ReadAllBytes(RepositoryRoot.Combine("spec", "audit", "vectors", "invalid", name)), out var reason));

        Assert.NotEqual("", reason);
    }

    private static TheoryData<string> Names(string kind) =>
        [.. Directory.GetFiles(RepositoryRoot.Combine("spec", "audit", "vectors", kind)).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
}
