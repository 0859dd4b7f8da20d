// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Web;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>
/// Asks a Fulcio certificate authority for a certificate about one key. Spec: Fulcio, <c>api/v2/signingCert</c>. What comes back must be about that key; chain, timestamp of the
/// certificate log and identity are checked with the finished bundle. Thread safe.
/// </summary>
public sealed class FulcioClient(WebClient web, TimeProvider time)
{
    private const int MaxAnswer = 256 << 10;
    private const int MaxCertificates = 8;

    /// <summary>DER of the certificate and of what the authority sends along, leaf first.</summary>
    /// <exception cref="KeywayException">KW2206 the authority refused; KW2207 unreadable answer; KW2208 a certificate about another key; and those of <see cref="WebClient"/>.</exception>
    public async Task<ImmutableArray<byte[]>> RequestAsync(Uri authority, IdentityToken token, ISigningKey key, CertificateRequestForm form, CancellationToken cancellationToken)
    {
        WebRequest request = new()
        {
            Method = HttpMethod.Post,
            Address = ServiceCall.Endpoint(authority, "api/v2/signingCert"),
            Body = await BodyAsync(token, key, form, cancellationToken),
            MediaType = "application/json",
            Accept = "application/json",
        };
        var answer = await ServiceCall.SendAsync(web, request, MaxAnswer, time, cancellationToken);
        if (!answer.IsSuccess) throw Errors.CertificateRefused(authority, answer);
        var chain = Read(authority, answer);
        CheckKey(authority, chain[0], key.PublicKey);
        return chain;
    }

    private static async Task<byte[]> BodyAsync(IdentityToken token, ISigningKey key, CertificateRequestForm form, CancellationToken cancellationToken)
    {
        var proof = form == CertificateRequestForm.SigningRequest
            ? Encoding.ASCII.GetBytes(await SigningRequest.MakePemAsync(key, cancellationToken))
            : await key.SignAsync(Encoding.UTF8.GetBytes(token.Subject), cancellationToken);
        ArrayBufferWriter<byte> body = new();
        using Utf8JsonWriter json = new(body);
        json.WriteStartObject();
        json.WriteStartObject("credentials");
        json.WriteString("oidcIdentityToken", token.Text);
        json.WriteEndObject();
        if (form == CertificateRequestForm.SigningRequest) json.WriteBase64String("certificateSigningRequest", proof);
        else WritePublicKey(json, key.PublicKey, proof);
        json.WriteEndObject();
        json.Flush();
        return body.WrittenSpan.ToArray();
    }

    private static void WritePublicKey(Utf8JsonWriter json, Keys.PublicKey key, byte[] proof)
    {
        json.WriteStartObject("publicKeyRequest");
        json.WriteStartObject("publicKey");
        json.WriteString("algorithm", key.Kind switch { KeyKind.Rsa => "RSA_PSS", KeyKind.Ed25519 => "ED25519", _ => "ECDSA" });
        json.WriteString("content", key.ToPem());
        json.WriteEndObject();
        json.WriteBase64String("proofOfPossession", proof);
        json.WriteEndObject();
    }

    private static ImmutableArray<byte[]> Read(Uri authority, WebAnswer answer)
    {
        var issued = Parse(authority, answer);
        if (issued.SignedCertificateEmbeddedSct is null && issued.SignedCertificateDetachedSct is not null)
            throw Errors.BadCertificateAnswer(authority, "the timestamp of the certificate log is beside the certificate, where no bundle can carry it; expected it inside");
        if (issued.SignedCertificateEmbeddedSct?.Chain?.Pem is not { Count: > 0 and <= MaxCertificates } pems)
            throw Errors.BadCertificateAnswer(authority, $"it holds no chain of 1 to {MaxCertificates} certificates");
        return [.. pems.Select(pem => FromPem(authority, pem))];
    }

    private static CertificateAnswer Parse(Uri authority, WebAnswer answer)
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body, SignJson.Default.CertificateAnswer) ?? throw Errors.BadCertificateAnswer(authority, "it is null");
        }
        catch (JsonException e)
        {
            throw Errors.BadCertificateAnswer(authority, $"it is not the expected JSON: {answer.Excerpt}", e);
        }
    }

    private static byte[] FromPem(Uri authority, string pem)
    {
        if (!PemEncoding.TryFind(pem, out var fields) || pem[fields.Label] != "CERTIFICATE") throw Errors.BadCertificateAnswer(authority, "one of its certificates is not PEM");
        return Convert.FromBase64String(pem[fields.Base64Data]);
    }

    private static void CheckKey(Uri authority, byte[] leaf, Keys.PublicKey key)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(leaf);
            var certified = Content.Digest.OfBytes(certificate.PublicKey.ExportSubjectPublicKeyInfo());
            if (certified != key.Fingerprint) throw Errors.OtherKeyCertified(authority, key.Fingerprint, certified);
        }
        catch (CryptographicException e)
        {
            throw Errors.BadCertificateAnswer(authority, "its first certificate is not X.509", e);
        }
    }
}
