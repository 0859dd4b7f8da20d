// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts;
using Keyway.Artifacts.Signing.Bundles;

namespace Keyway.Tests.Artifacts.Signing.Bundles;

/// <summary>The wire format of bundles: what is read, and what is refused before anything is verified.</summary>
public sealed class BundleReaderTests
{
    private static readonly string Message = Encoding.UTF8.GetString(SampleBundles.MessageV03.ToJson());
    private static readonly string Envelope = Encoding.UTF8.GetString(SampleBundles.EnvelopeV01.ToJson());

    [Fact]
    public void A_bundle_that_was_written_reads_back_and_writes_the_same_bytes()
    {
        Assert.Equal(Message, Encoding.UTF8.GetString(Read(Message).ToJson()));
        Assert.Equal(Envelope, Encoding.UTF8.GetString(Read(Envelope).ToJson()));
    }

    [Fact]
    public void Members_arrive_where_they_belong()
    {
        var bundle = Read(Envelope);

        Assert.Equal(BundleVersion.V01, bundle.Version);
        Assert.Equal([7], Assert.Single(Assert.IsType<CertificateMaterial>(bundle.Material).Others).ToArray());
        var envelope = Assert.IsType<DsseEnvelope>(bundle.Content);
        Assert.Equal("k", Assert.Single(envelope.Signatures).KeyId);
        Assert.Equal([9], envelope.Signature.ToArray());
        Assert.Equal("DSSEv1 28 application/vnd.in-toto+json 1 \u0001", Encoding.UTF8.GetString(envelope.ToSignedBytes()));
        Assert.Equal(1_700_000_000, bundle.LogEntries[0].IntegratedTime);
        Assert.Equal(new byte[] { 4, 5 }, Read(Message).Timestamps[0].ToArray());
    }

    [Theory]
    [InlineData("{", "KW2110")]
    [InlineData("[]", "KW2112")]
    [InlineData("{}", "KW2111")]
    [InlineData("{\"mediaType\":\"a\",\"mediaType\":\"b\"}", "KW2110")]
    [InlineData("{\"mediaType\":\"a\",\"media\\u0054ype\":\"b\"}", "KW2110")]
    [InlineData("{\"mediaType\":null}", "KW2112")]
    [InlineData("{\"mediaType\":\"\\ud800\"}", "KW2112")]
    [InlineData("{\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.3+json\",\"\\ud800\":1}", "KW2110")]
    [InlineData("{\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.4+json\"}", "KW2111")]
    [InlineData("{\"mediaType\":\"application/vnd.dev.sigstore.bundle+json;version=99.9\"}", "KW2111")]
    [InlineData("{\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.3+json\"}", "KW2112")]
    public void A_document_that_is_no_bundle_is_refused(string json, string code) => Refuses(json, code);

    [Theory]
    [InlineData("\"tlogEntries\":", "\"tlogentries\":", "KW2112")]
    [InlineData("\"tlogEntries\":", "\"tlog_entries\":", "KW2112")]
    [InlineData("\"tlogEntries\":", "\"extra\":1,\"tlogEntries\":", "KW2112")]
    [InlineData("\"messageSignature\":", "\"MessageSignature\":{},\"messageSignature\":", "KW2112")]
    [InlineData("\"logIndex\":\"12\"", "\"logIndex\":\"-12\"", "KW2112")]
    [InlineData("\"logIndex\":\"12\"", "\"logIndex\":\"012\"", "KW2112")]
    [InlineData("\"logIndex\":\"12\"", "\"logIndex\":12", "KW2112")]
    [InlineData("\"logIndex\":\"12\"", "\"logIndex\":\" 12\"", "KW2112")]
    [InlineData("\"logIndex\":\"12\"", "\"logIndex\":\"9223372036854775808\"", "KW2112")]
    [InlineData("\"signature\":\"CQ==\"", "\"signature\":\"CR==\"", "KW2112")]
    [InlineData("\"signature\":\"CQ==\"", "\"signature\":\"CQ==\\n\"", "KW2112")]
    [InlineData("\"signature\":\"CQ==\"", "\"signature\":\"CQ\"", "KW2112")]
    [InlineData("\"signature\":\"CQ==\"", "\"signature\":\"_w==\"", "KW2112")]
    [InlineData("\"signature\":\"CQ==\"", "\"signature\":\"\"", "KW2112")]
    [InlineData("\"signature\":\"CQ==\"", "\"signature\":null", "KW2112")]
    [InlineData("\"rootHash\":\"A", "\"rootHash\":\"AAAA\",\"x\":\"A", "KW2112")]
    [InlineData("\"messageSignature\":", "\"dsseEnvelope\":{},\"messageSignature\":", "KW2113")]
    [InlineData("\"certificate\":", "\"publicKey\":{},\"certificate\":", "KW2114")]
    [InlineData("\"certificate\":{\"rawBytes\":\"AQID\"}", "\"x509CertificateChain\":{\"certificates\":[{\"rawBytes\":\"AQID\"}]}", "KW2114")]
    [InlineData("\"certificate\":{\"rawBytes\":\"AQID\"},", "", "KW2114")]
    [InlineData("bundle.v0.3+json", "bundle+json;version=0.2", "KW2114")]
    public void A_member_that_is_not_canonical_is_refused(string was, string becomes, string code) => Refuses(Replace(Message, was, becomes), code);

    [Theory]
    [InlineData("version=0.1", "version=0.2", "KW2116")]
    [InlineData("\"inclusionPromise\":{\"signedEntryTimestamp\":\"CA==\"},", "", "KW2116")]
    [InlineData("\"signatures\":[", "\"signatures\":[{\"sig\":\"CQ==\"},", "KW2117")]
    [InlineData("\"certificates\":[{\"rawBytes\":\"AQID\"},{\"rawBytes\":\"Bw==\"}]", "\"certificates\":[]", "KW2112")]
    [InlineData("\"sig\":\"CQ==\"", "\"sig\":\"\"", "KW2112")]
    public void A_bundle_without_what_its_version_requires_is_refused(string was, string becomes, string code) => Refuses(Replace(Envelope, was, becomes), code);

    [Fact]
    public void An_envelope_without_a_signature_is_refused()
    {
        var unsigned = SampleBundles.EnvelopeV01 with { Content = new DsseEnvelope { Payload = new byte[1], PayloadType = "x", Signatures = [] } };

        Refuses(Encoding.UTF8.GetString(unsigned.ToJson()), "KW2117");
    }

    [Fact]
    public void A_proof_without_a_checkpoint_is_refused_since_version_0_2()
    {
        var entry = SampleBundles.Entry;
        var bundle = SampleBundles.MessageV03 with { LogEntries = [entry with { Proof = entry.Proof! with { Checkpoint = "" } }] };

        Refuses(Encoding.UTF8.GetString(bundle.ToJson()), "KW2116");
    }

    [Fact]
    public void Floods_are_refused_before_they_are_read()
    {
        var bundle = SampleBundles.MessageV03;

        Refuses(Text(bundle with { LogEntries = [.. Enumerable.Repeat(SampleBundles.Entry, 33)] }), "KW2115");
        Refuses(Text(bundle with { Timestamps = [.. Enumerable.Repeat(bundle.Timestamps[0], 33)] }), "KW2115");
        Refuses(Text(bundle with { LogEntries = [WithProof(proof => proof with { Hashes = [.. Enumerable.Repeat(proof.Hashes[0], 64)] })] }), "KW2115");
        Refuses(Text(bundle with { LogEntries = [WithProof(proof => proof with { Checkpoint = new string('a', 65_537) })] }), "KW2115");
        Assert.Equal("KW2115", Assert.Throws<KeywayException>(() => SigstoreBundle.Parse(new byte[(32 << 20) + 1])).Code.Id);
    }

    [Fact]
    public void Documents_that_are_small_but_of_many_parts_are_refused_before_they_take_memory()
    {
        var json = Encoding.UTF8.GetBytes($"{{\"mediaType\":[{string.Join(',', Enumerable.Repeat("[]", 4_000_000))}]}}");
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refusal = Assert.Throws<KeywayException>(() => SigstoreBundle.Parse(json));

        Assert.Equal("KW2110", refusal.Code.Id);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 100_000));

        Refuses(deep, "KW2110");
        Refuses(Replace(Message, "\"tlogEntries\":", "\"hashes\":" + string.Concat(Enumerable.Repeat("[", 13)) + string.Concat(Enumerable.Repeat("]", 13)) + ",\"tlogEntries\":"), "KW2110");
    }

    private static LogEntry WithProof(Func<EntryProof, EntryProof> change) => SampleBundles.Entry with { Proof = change(SampleBundles.Entry.Proof!) };

    private static string Text(SigstoreBundle bundle) => Encoding.UTF8.GetString(bundle.ToJson());

    private static string Replace(string text, string was, string becomes)
    {
        Assert.Contains(was, text, StringComparison.Ordinal);
        return text.Replace(was, becomes, StringComparison.Ordinal);
    }

    private static SigstoreBundle Read(string json) => SigstoreBundle.Parse(Encoding.UTF8.GetBytes(json));

    private static void Refuses(string json, string code) => Assert.Equal(code, Assert.Throws<KeywayException>(() => Read(json)).Code.Id);
}
