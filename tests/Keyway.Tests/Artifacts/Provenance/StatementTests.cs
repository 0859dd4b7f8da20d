// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Provenance;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Provenance;

public sealed class StatementTests
{
    private const string Hex = "b1b2b3b4b5b6b7b8b1b2b3b4b5b6b7b8b1b2b3b4b5b6b7b8b1b2b3b4b5b6b7b8";

    [Fact]
    public void What_is_written_is_read_back_and_written_again_as_the_same_bytes()
    {
        Statement statement = new()
        {
            Subject =
            [
                new() { Name = "driver+1.0", Digest = DigestSet.OfBytes("driver"u8) },
                new() { Uri = "oci:out", Digest = DigestSet.Of(Digest.OfBytes("other"u8)), Content = "bytes"u8.ToArray(), MediaType = "text/plain" },
            ],
            PredicateType = PredicateTypes.TestResult,
            Predicate = JsonElement.Parse("""{"b":1,"a":[true,null,"<&>"]}"""),
        };

        var bytes = StatementWriter.Write(statement);
        var read = StatementReader.Read(bytes, "it");

        Golden.Verify("provenance/statement.json", Encoding.UTF8.GetString(bytes));
        Assert.Equal(bytes, StatementWriter.Write(read));
        Assert.Equal(statement.Subject[0].Digest, read.Subject[0].Digest);
    }

    [Fact]
    public void Statement_of_the_older_type_and_with_foreign_members_is_read()
    {
        var read = Read("""{"_type":"https://in-toto.io/Statement/v0.1","subject":[{"name":"a","digest":{"sha256":"HEX","x":"Y"},"new":1}],"predicateType":"https://example/p","other":{}}""");

        Assert.Equal(StatementTypes.V01, read.Type);
        Assert.Null(read.Predicate);
        Assert.Equal(Hex, read.Subject[0].Digest.Sha256.Hex);
    }

    // Found by fuzzing: the fault surfaced in the reader of the predicate, as something else than a refusal.
    [Theory]
    [InlineData("\"\u00b1\"")]
    [InlineData("[{\"a\":\"\\ud800\"}]")]
    [InlineData("{\"\\udc00\":1}")]
    public void Text_in_the_predicate_that_is_no_text_is_refused_with_the_statement(string json)
    {
        var statement = $$$"""{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"x","digest":{"sha256":"{{{Hex}}}"}}],"predicateType":"https://e/p","predicate":{"m":{{{json}}}}}""";

        var refusal = Assert.Throws<KeywayException>(() => StatementReader.Read(Encoding.Latin1.GetBytes(statement), "it"));

        Assert.Equal("KW2600", refusal.Code.Id);
    }

    [Theory]
    [InlineData("not-json", "{")]
    [InlineData("byte-order-mark", "\ufeff{}")]
    [InlineData("list", "[]")]
    [InlineData("type-absent", """{"subject":[{"digest":{"sha256":"HEX"}}],"predicateType":"https://e/p"}""")]
    [InlineData("type-other", """{"_type":"https://in-toto.io/Statement/v2","subject":[{"digest":{"sha256":"HEX"}}],"predicateType":"https://e/p"}""")]
    [InlineData("type-number", """{"_type":1,"subject":[{"digest":{"sha256":"HEX"}}],"predicateType":"https://e/p"}""")]
    [InlineData("subject-empty", """{"_type":"https://in-toto.io/Statement/v1","subject":[],"predicateType":"https://e/p"}""")]
    [InlineData("subject-text", """{"_type":"https://in-toto.io/Statement/v1","subject":"x","predicateType":"https://e/p"}""")]
    [InlineData("subject-nothing", """{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"x"}],"predicateType":"https://e/p"}""")]
    [InlineData("subject-no-digest", """{"_type":"https://in-toto.io/Statement/v1","subject":[{"uri":"x"}],"predicateType":"https://e/p"}""")]
    [InlineData("digest-upper-case", """{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"UPPER"}}],"predicateType":"https://e/p"}""")]
    [InlineData("digest-cut", """{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"abcd"}}],"predicateType":"https://e/p"}""")]
    [InlineData("digest-sha512-cut", """{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha512":"HEX"}}],"predicateType":"https://e/p"}""")]
    [InlineData("digest-empty", """{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"x":""}}],"predicateType":"https://e/p"}""")]
    [InlineData("digest-nameless", """{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"":"HEX"}}],"predicateType":"https://e/p"}""")]
    [InlineData("digest-list", """{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":["HEX"]}],"predicateType":"https://e/p"}""")]
    [InlineData("content-not-base64", """{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"HEX"},"content":"*"}],"predicateType":"https://e/p"}""")]
    [InlineData("predicate-type-relative", """{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"HEX"}}],"predicateType":"p"}""")]
    [InlineData("predicate-list", """{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"HEX"}}],"predicateType":"https://e/p","predicate":[]}""")]
    [InlineData("member-twice", """{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"HEX"}}],"predicateType":"https://e/p","predicateType":"https://e/q"}""")]
    [InlineData("member-twice-deep", """{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"HEX"}}],"predicateType":"https://e/p","predicate":{"a":{"b":1,"b":2}}}""")]
    [InlineData("member-in-other-case", """{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"HEX"}}],"predicateType":"https://e/p","PredicateType":"https://e/q"}""")]
    [InlineData("digest-in-other-case", """{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"HEX"},"Digest":{}}],"predicateType":"https://e/p"}""")]
    [InlineData("lone-surrogate", """{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"\ud800","digest":{"sha256":"HEX"}}],"predicateType":"https://e/p"}""")]
    public void Statement_that_two_readers_could_read_in_two_ways_is_refused(string name, string json)
    {
        var refusal = Assert.Throws<KeywayException>(() => Read(json));

        Golden.Verify($"errors/statement-{name}.txt", ErrorText.Of(refusal));
    }

    [Fact]
    public void Deeply_nested_predicate_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"a":""", 70)) + "1" + new string('}', 70);

        var refusal = Assert.Throws<KeywayException>(() => Read("""{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"HEX"}}],"predicateType":"https://e/p","predicate":DEEP}""".Replace("DEEP", deep, StringComparison.Ordinal)));

        Assert.Equal("KW2600", refusal.Code.Id);
    }

    [Fact]
    public void Flood_of_subjects_and_of_bytes_is_refused()
    {
        var subjects = string.Join(',', Enumerable.Repeat("""{"digest":{"sha256":"HEX"}}""", StatementReader.MaximumSubjects + 1));

        var many = Assert.Throws<KeywayException>(() => Read("""{"_type":"https://in-toto.io/Statement/v1","subject":[MANY],"predicateType":"https://e/p"}""".Replace("MANY", subjects, StringComparison.Ordinal)));
        var large = Assert.Throws<KeywayException>(() => StatementReader.Read(new byte[StatementReader.MaximumBytes + 1], "it"));

        Golden.Verify("errors/statement-too-many-subjects.txt", ErrorText.Of(many));
        Golden.Verify("errors/statement-too-large.txt", ErrorText.Of(large));
    }

    [Fact]
    public void Flood_of_digests_and_of_text_is_refused()
    {
        var digests = string.Join(',', Enumerable.Range(0, 17).Select(i => $"\"a{i}\":\"x\""));

        Assert.Equal("KW2600", Assert.Throws<KeywayException>(() => Read("""{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{MANY}}],"predicateType":"https://e/p"}""".Replace("MANY", digests, StringComparison.Ordinal))).Code.Id);
        Assert.Equal("KW2600", Assert.Throws<KeywayException>(() => Read("""{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"MANY","digest":{"sha256":"HEX"}}],"predicateType":"https://e/p"}""".Replace("MANY", new string('n', 65_537), StringComparison.Ordinal))).Code.Id);
    }

    [Fact]
    public void Writer_refuses_a_statement_that_no_reader_would_take()
    {
        Assert.Throws<ArgumentException>(() => StatementWriter.Write(new Statement { Subject = [], PredicateType = "https://e/p" }));
        Assert.Throws<ArgumentException>(() => StatementWriter.Write(new Statement { Subject = [new() { Uri = "x" }], PredicateType = "https://e/p" }));
    }

    [Fact]
    public void Right_sha256_with_wrong_sha512_is_a_contradiction_and_never_a_match()
    {
        var actual = DigestSet.OfBytes("driver"u8);
        var lie = DigestSet.Of(actual.Sha256).And(DigestSet.Of(Digest.Parse("sha512:" + DigestSet.OfBytes("other"u8).Values["sha512"])));
        ResourceDescriptor right = new() { Digest = DigestSet.Of(actual.Sha256) };
        Statement statement = new() { Subject = [right], PredicateType = "https://e/p" };

        Assert.Equal(DigestMatch.Same, statement.Match(actual));
        Assert.Equal(DigestMatch.Contradiction, (statement with { Subject = [right, new() { Digest = lie }] }).Match(actual));
        Assert.Equal(DigestMatch.Different, statement.Match(DigestSet.OfBytes("other"u8)));
        Assert.Equal(DigestMatch.Different, statement.Match(DigestSet.Empty));
    }

    [Fact]
    public void Weak_digest_alone_proves_nothing()
    {
        var weak = Read("""{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha1":"SHORT"}}],"predicateType":"https://e/p"}""").Subject[0].Digest;

        Assert.Equal(DigestMatch.Different, weak.Compare(weak));
        Assert.Throws<ArgumentException>(() => DigestSet.OfGitCommit("main"));
        Assert.Equal(Hex[..40], DigestSet.OfGitCommit(Hex[..40]).Values["gitCommit"]);
    }

    private static Statement Read(string json) =>
        StatementReader.Read(Encoding.UTF8.GetBytes(json.Replace("HEX", Hex, StringComparison.Ordinal).Replace("SHORT", Hex[..40], StringComparison.Ordinal).Replace("UPPER", Hex.ToUpperInvariant(), StringComparison.Ordinal)), "payload.json");
}
