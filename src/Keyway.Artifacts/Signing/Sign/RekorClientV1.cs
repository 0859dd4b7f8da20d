// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Web;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>
/// Rekor 1: logs content as <c>hashedrekord</c> 0.0.1 and DSSE envelopes as <c>dsse</c> 0.0.1. Spec: rekor's openapi.yaml, <c>api/v1/log/entries</c>. Its answer holds a signed time
/// beside the proof of inclusion. An entry that is there already is fetched.
/// </summary>
internal sealed partial class RekorClientV1(WebClient web, TimeProvider time)
{
    public const int MajorVersion = 1;
    private const int Conflict = 409;

    /// <exception cref="KeywayException">As for <see cref="RekorClient.AddAsync"/>.</exception>
    public async Task<LogEntry> AddAsync(Uri log, FreshSignature fresh, CancellationToken cancellationToken)
    {
        var endpoint = ServiceCall.Endpoint(log, "api/v1/log/entries");
        WebRequest request = new() { Method = HttpMethod.Post, Address = endpoint, Body = Body(fresh), MediaType = "application/json", Accept = "application/json" };
        var answer = await ServiceCall.SendAsync(web, request, RekorClient.MaxAnswer, time, cancellationToken);
        if (answer.Status == Conflict) answer = await FetchAsync(log, endpoint, answer, cancellationToken);
        if (!answer.IsSuccess) throw Errors.EntryRefused(log, answer);
        var entry = RekorClient.Complete(log, Read(log, answer));
        new LoggedBody(log, entry, fresh).Check();
        return entry;
    }

    // Signatures that are the same each time (Ed25519, RSA PKCS #1) make the same entry when the same thing is signed again; the log names the one it has.
    private async Task<WebAnswer> FetchAsync(Uri log, Uri endpoint, WebAnswer conflict, CancellationToken cancellationToken)
    {
        if (EntryId.Match(conflict.Text) is not { Success: true } match) throw Errors.EntryRefused(log, conflict);
        WebRequest request = new() { Method = HttpMethod.Get, Address = new Uri($"{endpoint}/{match.Value}"), Accept = "application/json" };
        return await ServiceCall.SendAsync(web, request, RekorClient.MaxAnswer, time, cancellationToken);
    }

    private static byte[] Body(FreshSignature fresh)
    {
        ArrayBufferWriter<byte> body = new();
        using Utf8JsonWriter json = new(body);
        json.WriteStartObject();
        json.WriteString("apiVersion", "0.0.1");
        json.WriteString("kind", fresh.Content is DsseEnvelope ? "dsse" : "hashedrekord");
        json.WriteStartObject("spec");
        if (fresh.Content is DsseEnvelope envelope) WriteEnvelope(json, envelope, fresh);
        else WriteHash(json, fresh);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return body.WrittenSpan.ToArray();
    }

    private static void WriteHash(Utf8JsonWriter json, FreshSignature fresh)
    {
        if (fresh.Scheme.Hash?.Name is not { } hash) throw Errors.CannotBeLogged($"Rekor 1 logs content by its hash, and {fresh.Scheme} does not sign one; sign a statement (DSSE), or use another kind of key");
        json.WriteStartObject("data");
        json.WriteStartObject("hash");
        json.WriteString("algorithm", hash.ToLowerInvariant());
        json.WriteString("value", System.Convert.ToHexStringLower(fresh.Hash));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("signature");
        json.WriteBase64String("content", fresh.Signature.Span);
        json.WriteStartObject("publicKey");
        json.WriteBase64String("content", Verifier(fresh));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteEnvelope(Utf8JsonWriter json, DsseEnvelope envelope, FreshSignature fresh)
    {
        json.WriteStartObject("proposedContent");
        json.WriteString("envelope", Document(envelope));
        json.WriteStartArray("verifiers");
        json.WriteBase64StringValue(Verifier(fresh));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Document(DsseEnvelope envelope)
    {
        ArrayBufferWriter<byte> bytes = new();
        using Utf8JsonWriter json = new(bytes);
        json.WriteStartObject();
        BundleWriter.WriteEnvelope(json, envelope);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    // Ends with a line end, as Go writes PEM: then the log keeps it as it is.
    private static byte[] Verifier(FreshSignature fresh) => Encoding.ASCII.GetBytes(PemEncoding.WriteString(fresh.Certificate is null ? "PUBLIC KEY" : "CERTIFICATE", fresh.Verifier.Span) + "\n");

    private static LogEntryAnswer Read(Uri log, WebAnswer answer)
    {
        try
        {
            var entries = JsonSerializer.Deserialize(answer.Body, SignJson.Default.DictionaryStringLogEntryAnswerV1);
            return entries is { Count: 1 } ? Convert(entries.Values.Single()) : throw Errors.BadLogAnswer(log, $"it holds {entries?.Count ?? 0} entries, expected 1");
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw Errors.BadLogAnswer(log, $"it is not the expected JSON: {answer.Excerpt}", e);
        }
    }

    private static LogEntryAnswer Convert(LogEntryAnswerV1 entry)
    {
        using var body = JsonDocument.Parse(entry.Body, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
        return new()
        {
            LogIndex = entry.LogIndex,
            LogId = new() { KeyId = System.Convert.FromHexString(entry.LogId ?? "") },
            KindVersion = new() { Kind = body.RootElement.GetProperty("kind").GetString(), Version = body.RootElement.GetProperty("apiVersion").GetString() },
            IntegratedTime = entry.IntegratedTime,
            InclusionPromise = entry.Verification?.SignedEntryTimestamp is { } promise ? new() { SignedEntryTimestamp = promise } : null,
            InclusionProof = entry.Verification?.InclusionProof is { } proof ? Convert(proof) : null,
            CanonicalizedBody = entry.Body,
        };
    }

    private static LogEntryAnswer.Proof Convert(LogEntryAnswerV1.ProofV1 proof) => new()
    {
        LogIndex = proof.LogIndex,
        RootHash = System.Convert.FromHexString(proof.RootHash ?? ""),
        TreeSize = proof.TreeSize,
        Hashes = [.. (proof.Hashes ?? []).Select(System.Convert.FromHexString)],
        Checkpoint = new() { Envelope = proof.Checkpoint },
    };

    [GeneratedRegex("[0-9a-f]{64,80}", RegexOptions.NonBacktracking)]
    private static partial Regex EntryId { get; }
}
