// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Signing.Sign;
using Keyway.Artifacts.Signing.Verify;
using Keyway.Artifacts.Web;

namespace Keyway.Cli;

/// <summary>The options of every command that signs: with a managed key, or with an identity ("keyless").</summary>
internal sealed class SigningOptions
{
    private readonly Option<string?> key = new("--key") { Description = "Private key: a file (PKCS #8, cosign's .key), pkcs11:… or exec:/PROGRAM; without it an identity signs", HelpName = "KEY" };
    private readonly KeyPasswordOption password = KeyPasswordOption.OfKey();
    private readonly Option<string?> token = new("--identity-token") { Description = "File with an OIDC token; without it SIGSTORE_ID_TOKEN or the CI system is asked", HelpName = "FILE" };
    private readonly Option<string?> services = new("--signing-config") { Description = "Authorities and logs to use; for a key none without it, for an identity the stored ones", HelpName = "FILE" };

    private readonly Option<string?> root = new("--trusted-root") { Description = "What the services' answers are checked against; without it the stored one", HelpName = "FILE" };

    private SigningOptions()
    {
    }

    public static SigningOptions AddTo(Command command)
    {
        SigningOptions options = new();
        foreach (Option option in (Option[])[options.key, options.password.File, options.token, options.services, options.root]) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(options.key) is not null && result.GetValue(options.token) is not null) result.AddError("give either --key or --identity-token, not both");
        });
        return options;
    }

    /// <param name="settings">Of the registry; the services are reached with the same proxies and authorities.</param>
    /// <exception cref="Artifacts.KeywayException">KW9022: an identity is to sign and nothing says with which services. KW2200 to KW2205, KW2005 to KW2026: configuration, token or key unusable.</exception>
    public async Task<SigningSession> OpenAsync(ParseResult parsed, CliContext context, RegistrySettings settings, CancellationToken cancellationToken)
    {
        var named = parsed.GetValue(services);
        var config = parsed.GetValue(key) is not null && named is null ? null : TrustDocuments.SigningConfig(context, named);
        var chosen = config is null ? SigningServices.None : SigningServices.Of(config, context.Time.GetUtcNow());
        if (parsed.GetValue(key) is { } reference)
        {
            var verifier = config is null ? null : VerifierOf(parsed, context);
            var opened = await KeyReference.OpenAsync(reference, context.WorkingDirectory, () => password.ReadOrAsk(parsed, context), context.Time, cancellationToken);
            return new SigningSession(new WebClient(settings), chosen, new KeyIdentity(opened.Key), verifier, opened, context.Time);
        }

        if (config is null) throw Errors.NoSigner();
        WebClient web = new(settings);
        var tokens = parsed.GetValue(token) is { } file ? new TokenFile(context.Absolute(file), context.Time) : AmbientTokens.Find(web, context.EnvironmentVariable, context.Time);
        return new SigningSession(web, chosen, new TokenIdentity(tokens), VerifierOf(parsed, context), null, context.Time);
    }

    private SignatureVerifier VerifierOf(ParseResult parsed, CliContext context) => new(TrustDocuments.TrustedRoot(context, parsed.GetValue(root)) ?? throw Errors.NoTrustedRoot());
}
