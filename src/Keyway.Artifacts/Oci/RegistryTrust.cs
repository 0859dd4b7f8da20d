// SPDX-License-Identifier: Apache-2.0

using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Keyway.Artifacts.Oci;

/// <summary>
/// Which server certificates are believed: the system's authorities, those of <c>--ca-file</c> and of the host's <c>certs.d</c> folder. Client certificates come
/// from that folder too. A certificate for another name is never believed.
/// </summary>
internal sealed class RegistryTrust
{
    private readonly X509Certificate2Collection authorities = [];
    private readonly X509Certificate2Collection clientCertificates = [];

    public RegistryTrust(RegistrySettings settings, RegistryHost host)
    {
        if (settings.CaFile is { } file) AddAuthorities(Path.GetFullPath(file, settings.WorkingDirectory));
        foreach (var folder in settings.CertificateDirectories.Select(directory => Path.Combine(directory, host.Name)).Where(Directory.Exists))
        {
            foreach (var authority in Directory.EnumerateFiles(folder, "*.crt").Order(StringComparer.Ordinal)) AddAuthorities(authority);
            foreach (var certificate in Directory.EnumerateFiles(folder, "*.cert").Order(StringComparer.Ordinal)) AddClientCertificate(certificate);
        }
    }

    /// <summary>True when something was configured for this host, so it is meant to be reached over TLS even on this machine.</summary>
    public bool IsConfigured => authorities.Count + clientCertificates.Count > 0;

    /// <summary>Why the last refused certificate was refused; null when none was.</summary>
    public string? Refusal { get; private set; }

    public SslClientAuthenticationOptions ToOptions()
    {
        SslClientAuthenticationOptions options = new()
        {
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) => IsTrusted(certificate, chain, errors),
        };
        if (clientCertificates.Count > 0) options.ClientCertificates = clientCertificates;
        return options;
    }

    private bool IsTrusted(X509Certificate? certificate, X509Chain? presented, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None || (errors == SslPolicyErrors.RemoteCertificateChainErrors && certificate is X509Certificate2 leaf && LeadsToAuthority(leaf, presented))) return true;
        Refusal = errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? "it was issued for another name" : "no trusted authority issued it, or it is out of date";
        return false;
    }

    private bool LeadsToAuthority(X509Certificate2 leaf, X509Chain? presented)
    {
        if (authorities.Count == 0) return false;
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1")); // server authentication
        if (presented is not null) foreach (var element in presented.ChainElements) chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        return chain.Build(leaf);
    }

    private void AddAuthorities(string path) => Load(path, () =>
    {
        var before = authorities.Count;
        authorities.ImportFromPemFile(path);
        if (authorities.Count == before) throw new CryptographicException("it holds no PEM certificate");
    });

    private void AddClientCertificate(string path) => Load(path, () =>
    {
        using var pair = X509Certificate2.CreateFromPemFile(path, Path.ChangeExtension(path, ".key"));
        // Through PKCS#12, since TLS on some systems cannot use a key that exists only in memory.
        clientCertificates.Add(X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), password: null));
    });

    private static void Load(string path, Action load)
    {
        try
        {
            load();
        }
        catch (Exception reason) when (reason is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Errors.BadCertificateFile(path, reason);
        }
    }
}
