// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Oci;

/// <summary>What proves to a registry who we are: a name and password, or an identity token that is traded for access tokens. Its text never shows the secret.</summary>
public sealed record Credential
{
    private Credential(string username, string secret, bool isIdentityToken)
    {
        Username = username;
        Secret = secret;
        IsIdentityToken = isIdentityToken;
    }

    /// <summary>Empty for an identity token.</summary>
    public string Username { get; }

    /// <summary>True when the secret is a refresh token for the registry's token server.</summary>
    public bool IsIdentityToken { get; }

    internal string Secret { get; }

    public static Credential OfPassword(string username, string password) => new(username, password, isIdentityToken: false);

    public static Credential OfIdentityToken(string token) => new("", token, isIdentityToken: true);

    /// <inheritdoc/>
    public override string ToString() => IsIdentityToken ? "an identity token" : $"user '{Username}'";
}
