// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Keyway.Artifacts.Signing.Bundles;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>
/// Compares what a log says it has logged with what it was given: kind, hash, signature and key. A log that answers with somebody else's entry, sound as that may be, is refused
/// here and not only when somebody verifies the bundle.
/// </summary>
internal sealed class LoggedBody(Uri log, LogEntry entry, FreshSignature fresh)
{
    /// <exception cref="KeywayException">KW2211 unreadable; KW2212 it is about something else.</exception>
    public void Check()
    {
        try
        {
            using var document = JsonDocument.Parse(entry.CanonicalizedBody, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            var body = document.RootElement;
            Equal("kind", $"{entry.Kind}/{entry.KindVersion}", $"{body.GetProperty("kind").GetString()}/{body.GetProperty("apiVersion").GetString()}");
            CheckSpec(body.GetProperty("spec"));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Errors.BadLogAnswer(log, "the entry's body is not what its kind says", e);
        }
    }

    private void CheckSpec(JsonElement spec)
    {
        switch (entry.Kind, entry.KindVersion)
        {
            case ("hashedrekord", "0.0.2"):
                CheckHashed2(spec.GetProperty("hashedRekordV002"));
                break;
            case ("hashedrekord", "0.0.1"):
                CheckHashed1(spec);
                break;
            case ("dsse", "0.0.1") when fresh.Content is DsseEnvelope envelope:
                CheckDsse1(spec, envelope);
                break;
            default:
                throw Errors.OtherEntryLogged(log, "kind", "hashedrekord/0.0.2, hashedrekord/0.0.1 or dsse/0.0.1 for an envelope", $"{entry.Kind}/{entry.KindVersion}");
        }
    }

    private void CheckHashed2(JsonElement spec)
    {
        var signature = spec.GetProperty("signature");
        var verifier = signature.GetProperty("verifier");
        Equal("hash", Convert.ToBase64String(fresh.Hash), spec.GetProperty("data").GetProperty("digest").GetString());
        Equal("signature", Convert.ToBase64String(fresh.Signature.Span), signature.GetProperty("content").GetString());
        Equal("key", Convert.ToBase64String(fresh.Verifier.Span), verifier.GetProperty(fresh.Certificate is null ? "publicKey" : "x509Certificate").GetProperty("rawBytes").GetString());
    }

    private void CheckHashed1(JsonElement spec)
    {
        var signature = spec.GetProperty("signature");
        Equal("hash", Convert.ToHexStringLower(fresh.Hash), spec.GetProperty("data").GetProperty("hash").GetProperty("value").GetString());
        Equal("signature", Convert.ToBase64String(fresh.Signature.Span), signature.GetProperty("content").GetString());
        EqualKey(signature.GetProperty("publicKey").GetProperty("content").GetString());
    }

    private void CheckDsse1(JsonElement spec, DsseEnvelope envelope)
    {
        var signatures = spec.GetProperty("signatures");
        Equal("number of signatures", "1", $"{signatures.GetArrayLength()}");
        Equal("payload", Convert.ToHexStringLower(SHA256.HashData(envelope.Payload.Span)), spec.GetProperty("payloadHash").GetProperty("value").GetString());
        Equal("signature", Convert.ToBase64String(fresh.Signature.Span), signatures[0].GetProperty("signature").GetString());
        EqualKey(signatures[0].GetProperty("verifier").GetString());
    }

    // The log may write the PEM anew; the bytes inside decide.
    private void EqualKey(string? pemInBase64)
    {
        var pem = Encoding.UTF8.GetString(Convert.FromBase64String(pemInBase64 ?? ""));
        var logged = PemEncoding.TryFind(pem, out var fields) ? pem[fields.Base64Data].ReplaceLineEndings("") : pem;
        Equal("key", Convert.ToBase64String(fresh.Verifier.Span), logged);
    }

    private void Equal(string what, string expected, string? actual)
    {
        if (!string.Equals(expected, actual, StringComparison.Ordinal)) throw Errors.OtherEntryLogged(log, what, expected, actual ?? "nothing");
    }
}
