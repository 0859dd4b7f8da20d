// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Text;
using System.Text.Json;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>An OIDC identity token (JWT, RFC 7519). A secret until it expires, so it is never printed. Its signature is not checked here: the certificate authority does that.</summary>
public sealed class IdentityToken
{
    private const int MaxLength = 32 << 10;

    private IdentityToken(string text, string subject, string issuer)
    {
        Text = text;
        Subject = subject;
        Issuer = issuer;
    }

    /// <summary>What the certificate authority puts into the certificate and wants proof for: the e-mail address where there is one, else the subject.</summary>
    public string Subject { get; }

    public string Issuer { get; }

    internal string Text { get; }

    /// <param name="text">The token; white space around it is left out.</param>
    /// <param name="time">Tells whether it has expired.</param>
    /// <exception cref="KeywayException">KW2204 it is no token or has expired.</exception>
    public static IdentityToken Parse(string text, TimeProvider time)
    {
        var token = text.Trim();
        var claims = ReadClaims(token);
        if ((string.IsNullOrEmpty(claims.Email) ? claims.Subject : claims.Email) is not { Length: > 0 } subject) throw Errors.BadToken("it names no subject (sub)");
        if (claims.Issuer is not { Length: > 0 } issuer) throw Errors.BadToken("it names no issuer (iss)");
        if (claims.Expiry is not { } expiry) throw Errors.BadToken("it does not say when it expires (exp)");
        if (expiry <= time.GetUtcNow().ToUnixTimeSeconds()) throw Errors.BadToken($"it has expired at {expiry:0} seconds after 1970, and now is {time.GetUtcNow().ToUnixTimeSeconds()}");
        return new(token, subject, issuer);
    }

    public override string ToString() => $"(token of {Subject})";

    private static TokenClaims ReadClaims(string token)
    {
        var parts = token.Length <= MaxLength ? token.Split('.') : throw Errors.BadToken($"it has more than {MaxLength} characters");
        if (parts.Length != 3 || parts.Any(part => part.Length == 0)) throw Errors.BadToken("it has not the three parts of a JWT");
        try
        {
            return JsonSerializer.Deserialize(Base64Url.DecodeFromChars(parts[1]), SignJson.Default.TokenClaims) ?? throw Errors.BadToken("its claims are null");
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            // The reason may quote the token.
            throw Errors.BadToken("its second part is not JSON in base64url");
        }
    }
}
