// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Artifacts.Oci;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Oci;

public sealed class ArtifactReferenceTests
{
    private const string Hex = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

    [Theory]
    [InlineData("localhost:5000/gpu/driver:2.3.1_kern5.19", "localhost:5000", "gpu/driver", "2.3.1_kern5.19")]
    [InlineData("registry.example/driver", "registry.example", "driver", null)]
    [InlineData("localhost/driver:v1", "localhost", "driver", "v1")]
    [InlineData("[::1]:5000/driver:v1", "[::1]:5000", "driver", "v1")]
    [InlineData("docker://quay.example/a/b__c.d-e:1", "quay.example", "a/b__c.d-e", "1")]
    public void Registry_references_parse(string text, string registry, string location, string? tag)
    {
        var reference = ArtifactReference.Parse(text);

        Assert.Equal((ReferenceTransport.Registry, registry, location, tag), (reference.Transport, reference.Registry, reference.Location, reference.Tag));
        Assert.Equal(reference, ArtifactReference.Parse(reference.ToString()));
    }

    [Theory]
    [InlineData("oci:out", ReferenceTransport.Layout, "out", null)]
    [InlineData("oci:/srv/out:2.3.1", ReferenceTransport.Layout, "/srv/out", "2.3.1")]
    [InlineData("oci:../a@b/out:v1", ReferenceTransport.Layout, "../a@b/out", "v1")]
    [InlineData("oci-archive:out.tar:v1", ReferenceTransport.Archive, "out.tar", "v1")]
    public void Path_references_parse(string text, ReferenceTransport transport, string location, string? tag)
    {
        var reference = ArtifactReference.Parse(text);

        Assert.Equal((transport, location, tag), (reference.Transport, reference.Location, reference.Tag));
        Assert.Equal(text, reference.ToString());
    }

    [Theory]
    [InlineData("localhost:5000/driver:v1@sha256:" + Hex)]
    [InlineData("oci:out@sha256:" + Hex)]
    public void The_digest_decides_over_the_tag(string text)
    {
        var reference = ArtifactReference.Parse(text);

        Assert.Equal("sha256:" + Hex, reference.Selector);
        Assert.Equal(text, reference.ToString());
    }

    [Fact]
    public void Relative_paths_are_rooted_and_registries_are_not()
    {
        Assert.Equal("oci:/srv/out:v1", ArtifactReference.Parse("oci:out:v1").RootedAt("/srv").ToString());
        Assert.Equal("a.example/out:v1", ArtifactReference.Parse("a.example/out:v1").RootedAt("/srv").ToString());
    }

    [Fact]
    public void Each_wrong_reference_says_what_to_write_instead()
    {
        string[] texts =
        [
            "", "driver", "gpu/driver:v1", "driver:v1", "https://registry.example/driver:v1", "registry.example/Driver", "registry.example/a//b", "registry.example/",
            "reg_istry.example:5000/driver", "registry.example:port/driver", "registry.example/driver:2.3.1+kern5.19", "registry.example/driver:", "registry.example/driver:.hidden",
            "registry.example/driver@sha256:12", "registry.example/" + new string('a', 256), "oci:", "oci::v1", "oci:a:b:c", "oci:out\0:v1", "oci:out:bad+tag",
        ];

        Golden.Verify("oci/references.txt", string.Concat(texts.Select(text => Refusal(() => ArtifactReference.Parse(text)))));
    }

    private static string Refusal(Action act)
    {
        var refusal = Assert.Throws<KeywayException>(act);
        return $"{refusal.Code} {refusal.Message}\n  next: {refusal.Hint}\n";
    }
}
