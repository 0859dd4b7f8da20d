// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Verify;

namespace Keyway.Cli;

/// <summary>The options that say whose signature counts: keys, or an identity with its issuer, and which evidence has to come with it.</summary>
internal sealed class SignatureOptions
{
    private const int LargestKey = 64 << 10;

    private readonly Option<string[]> keys = new("--key") { Description = "Public key (PEM) that may have signed; may be repeated", HelpName = "FILE", DefaultValueFactory = _ => [] };
    private readonly Option<string?> identity = new("--identity", "--certificate-identity") { Description = "Who may have signed, exactly as the certificate says it", HelpName = "NAME" };
    private readonly Option<string?> pattern = new("--identity-pattern", "--certificate-identity-regexp") { Description = "The same as an expression, anchored: ^…$", HelpName = "REGEX" };
    private readonly Option<string?> issuer = new("--issuer", "--certificate-oidc-issuer") { Description = "Who vouches for the identity, exactly", HelpName = "URL" };
    private readonly Option<string?> root = new("--trusted-root") { Description = "Trusted authorities and logs; without it the one that `keyway trust import` or `refresh` stored", HelpName = "FILE" };
    private readonly Option<int?> logs = new("--require-logs") { Description = "In how many logs the signature has to be; 1 for identities, 0 for keys", HelpName = "N" };
    private readonly Option<int> timestamps = new("--require-timestamps") { Description = "How many timestamp authorities have to have seen it", HelpName = "N" };
    private readonly Option<string?> repository = new("--repository") { Description = "Repository that the signature has to name; a mirror keeps the name of the original", HelpName = "NAME" };

    private SignatureOptions()
    {
    }

    public static SignatureOptions AddTo(Command command)
    {
        SignatureOptions options = new();
        foreach (Option option in (Option[])[options.keys, options.identity, options.pattern, options.issuer, options.root, options.logs, options.timestamps, options.repository]) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            // An empty name is an unset variable of a script. Taken for "nobody in particular", it would turn the check off.
            foreach (var option in (Option<string?>[])[options.identity, options.pattern, options.issuer])
                if (result.GetValue(option) is { Length: 0 }) result.AddError($"{option.Name} is empty");
            var named = (result.GetValue(options.identity) is null ? 0 : 1) + (result.GetValue(options.pattern) is null ? 0 : 1);
            if (named == 2) result.AddError("give either --identity or --identity-pattern, not both");
            if (named == 1 != result.GetValue(options.issuer) is not null) result.AddError("an identity and --issuer go together: anybody's provider can vouch for any name");
            if (result.GetValue(options.logs) is < 0 || result.GetValue(options.timestamps) < 0) result.AddError("a number of logs or timestamps is not negative");
            Option[] demands = [options.root, options.logs, options.timestamps, options.repository];
            if (named == 0 && result.GetValue(options.keys) is null or [] && Array.Find(demands, option => result.GetResult(option) is { Implicit: false }) is { } alone)
                result.AddError($"{alone.Name} checks nothing without --key, or --identity and --issuer");
        });
        return options;
    }

    /// <summary>Null when no option says whose signature is wanted.</summary>
    /// <exception cref="Artifacts.KeywayException">KW9025: an identity is wanted and there is no trusted root. KW2001 to KW2003, KW2100, KW2101, KW2185: key, root or expression unusable.</exception>
    public SignatureDemand? Read(ParseResult parsed, CliContext context)
    {
        var signers = SignersOf(parsed, context);
        if (signers.IsEmpty) return null;
        var wantsIdentity = signers.Any(signer => signer is CertificateSigner);
        var trusted = TrustDocuments.TrustedRoot(context, parsed.GetValue(root));
        if (trusted is null && wantsIdentity) throw Errors.NoTrustedRoot();
        VerificationPolicy policy = new()
        {
            Signers = signers,
            MinimumLogEntries = parsed.GetValue(logs) ?? (wantsIdentity ? 1 : 0),
            MinimumTimestamps = parsed.GetValue(timestamps),
        };
        return new SignatureDemand(new SignatureVerifier(trusted ?? TrustDocuments.Nobody), policy, parsed.GetValue(repository));
    }

    private ImmutableArray<ExpectedSigner> SignersOf(ParseResult parsed, CliContext context)
    {
        List<ExpectedSigner> signers = [.. parsed.GetRequiredValue(keys).Select(path => new KeySigner(ReadKey(context.Absolute(path))))];
        var expected = parsed.GetValue(identity) is { Length: > 0 } name ? IdentityPattern.Exactly(name) : parsed.GetValue(pattern) is { } expression ? IdentityPattern.Matching(expression) : null;
        if (expected is not null) signers.Add(new CertificateSigner(expected, parsed.GetRequiredValue(issuer)!));
        return [.. signers];
    }

    private static PublicKey ReadKey(string path) => PublicKey.FromPem(Encoding.UTF8.GetString(SmallFile.Read(path, LargestKey)));
}
