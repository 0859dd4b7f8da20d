// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Tests.Fixtures;
using Keyway.Versions;

namespace Keyway.Tests.Core.Versions;

public sealed class ErrorTextTests
{
    private const string HashedTag = "1.2.3_h-0123456789abcdef";

    [Fact]
    public void Bad_stack_version_KW3000() => Verify("KW3000", () => StackVersion.Parse("v2.3.1+kern5.19+Nvf-fusion1"));

    [Fact]
    public void Bad_tag_KW3001() => Verify("KW3001", () => StackVersionTag.Parse("latest"));

    [Fact]
    public void Hashed_tag_without_annotation_KW3002() => Verify("KW3002", () => StackVersionTag.Parse(HashedTag).Resolve(annotation: null));

    [Fact]
    public void Annotation_of_another_tag_KW3003() => Verify("KW3003", () => StackVersionTag.Parse(HashedTag).Resolve("1.2.3+kern5.19"));

    [Fact]
    public void Annotation_that_contradicts_a_plain_tag_KW3003() => Verify("KW3003-plain", () => StackVersionTag.Parse("1.2.3").Resolve("1.2.4"));

    [Fact]
    public void Bad_kernel_release_KW3004() => Verify("KW3004", () => KernelRelease.Parse("6.8.0 generic\u001b[2J"));

    [Fact]
    public void Bad_kernel_spec_KW3005() => Verify("KW3005", () => KernelSpec.Parse(">=5.15 <6.9 || ~6.10"));

    [Fact]
    public void Bad_component_version_KW3006() => Verify("KW3006", () => ComponentVersion.Parse(VersionScheme.HexQuad, "96.00.7G.00.01"));

    [Fact]
    public void Bad_range_KW3007() => Verify("KW3007", () => VersionRange.Parse(VersionScheme.NvidiaDriver, ">=535.129.03 <latest"));

    [Fact]
    public void Order_asked_of_opaque_versions_KW3007() => Verify("KW3007-opaque", () => VersionRange.Parse(VersionScheme.Opaque, "1A || >=24"));

    [Fact]
    public void Unknown_scheme_KW3008() => Verify("KW3008", () => VersionSchemes.Parse("calver"));

    private static void Verify(string name, Func<object> refused) => Golden.Verify($"errors/{name}.txt", ErrorText.Of(Assert.Throws<KeywayException>(() => { _ = refused(); })));
}
