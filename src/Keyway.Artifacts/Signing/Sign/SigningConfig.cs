// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>Which services a signer uses. Spec: sigstore protobuf-specs, SigningConfig v0.2. Foreign: unknown members are ignored, duplicates are not. Immutable.</summary>
public sealed record SigningConfig
{
    private const string MediaType = "application/vnd.dev.sigstore.signingconfig.v0.2+json";
    private const int MaxBytes = 1 << 20;
    private const int MaxServices = 64;

    /// <summary>Certificate authorities (Fulcio). The first usable one is used.</summary>
    public required ServiceGroup CertificateAuthorities { get; init; }

    /// <summary>Transparency logs (Rekor).</summary>
    public required ServiceGroup Logs { get; init; }

    /// <summary>Timestamp authorities (RFC 3161).</summary>
    public required ServiceGroup TimestampAuthorities { get; init; }

    /// <summary>Where a person gets an identity token; not used without a browser.</summary>
    public required ServiceGroup TokenIssuers { get; init; }

    /// <exception cref="KeywayException">KW2201 unreadable or of another version.</exception>
    public static SigningConfig Parse(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaxBytes) throw Errors.BadConfig($"it has {json.Length} bytes, more than {MaxBytes}");
        try
        {
            var document = JsonSerializer.Deserialize(json, SignJson.Default.SigningConfigDocument) ?? throw Errors.BadConfig("it is null");
            return document.MediaType == MediaType ? Read(document) : throw Errors.BadConfig($"its mediaType is '{document.MediaType}', expected '{MediaType}'");
        }
        catch (JsonException e)
        {
            throw Errors.BadConfig($"it is not the expected JSON (line {e.LineNumber + 1})", e);
        }
    }

    private static SigningConfig Read(SigningConfigDocument document) => new()
    {
        CertificateAuthorities = Group("certificate authority", document.CaUrls, new() { Selector = "ANY" }),
        TokenIssuers = Group("token issuer", document.OidcUrls, new() { Selector = "ANY" }),
        Logs = Group("log", document.RekorTlogUrls, document.RekorTlogConfig),
        TimestampAuthorities = Group("timestamp authority", document.TsaUrls, document.TsaConfig),
    };

    private static ServiceGroup Group(string kind, IReadOnlyList<SigningConfigDocument.Service?>? services, SigningConfigDocument.Selection? selection)
    {
        if (services?.Count > MaxServices) throw Errors.BadConfig($"it has {services.Count} services of the kind {kind}, more than {MaxServices}");
        return new(kind, [.. (services ?? []).Select(Read)], SelectorOf(selection?.Selector), selection?.Count ?? 0);
    }

    private static SigningEndpoint Read(SigningConfigDocument.Service? service)
    {
        if (service is null) throw Errors.BadConfig("a service is null");
        if (!Uri.TryCreate(service.Url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http")) throw Errors.BadConfig($"'{service.Url}' is not the address of a service");
        return new(address, service.MajorApiVersion, service.Operator ?? "", Time(service.ValidFor?.Start), Time(service.ValidFor?.End));
    }

    private static DateTimeOffset? Time(string? text)
    {
        if (text is null) return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : throw Errors.BadConfig($"'{text}' is not a time");
    }

    private static ServiceSelector SelectorOf(string? name) => name switch
    {
        null or "SERVICE_SELECTOR_UNDEFINED" => ServiceSelector.Undefined,
        "ALL" => ServiceSelector.All,
        "ANY" => ServiceSelector.Any,
        "EXACT" => ServiceSelector.Exact,
        _ => throw Errors.BadConfig($"its selector '{name}' is not known"),
    };
}
