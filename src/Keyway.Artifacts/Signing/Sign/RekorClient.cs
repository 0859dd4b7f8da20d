// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Web;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>
/// Rekor 2: puts the hash of what was signed, the signature and the key into a log and waits for the proof of inclusion. Spec: rekor-tiles, <c>api/v2/log/entries</c>, and Sigstore's
/// Rekor 2 specification §6.1.4: a DSSE envelope too is logged as <c>hashedrekord</c> 0.0.2, over the hash of its pre-authentication encoding. Gives no time.
/// </summary>
internal sealed class RekorClient(WebClient web, TimeProvider time)
{
    public const int MajorVersion = 2;
    internal const int MaxAnswer = 8 << 20;

    /// <exception cref="KeywayException">KW2210 the log refused; KW2211 unreadable answer; KW2212 it logged something else; KW2214 the log does not take this kind of key.</exception>
    public async Task<LogEntry> AddAsync(Uri log, FreshSignature fresh, CancellationToken cancellationToken)
    {
        WebRequest request = new()
        {
            Method = HttpMethod.Post,
            Address = ServiceCall.Endpoint(log, "api/v2/log/entries"),
            Body = Body(fresh),
            MediaType = "application/json",
            Accept = "application/json",
        };
        var answer = await ServiceCall.SendAsync(web, request, MaxAnswer, time, cancellationToken);
        if (!answer.IsSuccess) throw Errors.EntryRefused(log, answer);
        var entry = Complete(log, Read(log, answer));
        new LoggedBody(log, entry, fresh).Check();
        return entry;
    }

    /// <summary>The entry for a bundle; what a bundle must have is there.</summary>
    internal static LogEntry Complete(Uri log, LogEntryAnswer answer)
    {
        if (answer.CanonicalizedBody is not { Length: > 0 } body) throw Errors.BadLogAnswer(log, "the entry has no body");
        if (answer.LogId?.KeyId is not { Length: > 0 } id) throw Errors.BadLogAnswer(log, "the entry has no log ID");
        if (answer.InclusionProof is not { RootHash: { Length: SHA256.HashSizeInBytes } root, Checkpoint.Envelope: { Length: > 0 } note } proof) throw Errors.BadLogAnswer(log, "the entry has no proof of inclusion with a checkpoint");
        if (answer.LogIndex < 0 || proof.LogIndex < 0 || proof.TreeSize <= proof.LogIndex) throw Errors.BadLogAnswer(log, $"the entry's index {proof.LogIndex} is not below the size {proof.TreeSize}");
        return new()
        {
            Index = answer.LogIndex,
            LogId = id,
            Kind = answer.KindVersion?.Kind ?? "",
            KindVersion = answer.KindVersion?.Version ?? "",
            IntegratedTime = answer.IntegratedTime,
            SignedEntryTimestamp = answer.InclusionPromise?.SignedEntryTimestamp,
            Proof = new() { Index = proof.LogIndex, RootHash = root, TreeSize = proof.TreeSize, Hashes = [.. (proof.Hashes ?? []).Select(hash => (ReadOnlyMemory<byte>)hash)], Checkpoint = note },
            CanonicalizedBody = body,
        };
    }

    private static byte[] Body(FreshSignature fresh)
    {
        ArrayBufferWriter<byte> body = new();
        using Utf8JsonWriter json = new(body);
        json.WriteStartObject();
        json.WriteStartObject("hashedRekordRequestV002");
        json.WriteBase64String("digest", fresh.Hash);
        json.WriteStartObject("signature");
        json.WriteBase64String("content", fresh.Signature.Span);
        json.WriteStartObject("verifier");
        json.WriteStartObject(fresh.Certificate is null ? "publicKey" : "x509Certificate");
        json.WriteBase64String("rawBytes", fresh.Verifier.Span);
        json.WriteEndObject();
        json.WriteString("keyDetails", KeyDetails.Of(fresh.Key, fresh.Scheme));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return body.WrittenSpan.ToArray();
    }

    private static LogEntryAnswer Read(Uri log, WebAnswer answer)
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body, SignJson.Default.LogEntryAnswer) ?? throw Errors.BadLogAnswer(log, "it is null");
        }
        catch (JsonException e)
        {
            throw Errors.BadLogAnswer(log, $"it is not the expected JSON: {answer.Excerpt}", e);
        }
    }
}
