// SPDX-License-Identifier: Apache-2.0

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Keyway.Tests.Fixtures;

/// <summary>A certificate authority of our own and a server certificate for this machine, made for one test.</summary>
internal sealed class TestCertificates : IDisposable
{
    private TestCertificates(X509Certificate2 authority, X509Certificate2 server, string keyPem)
    {
        Authority = authority;
        Server = server;
        ServerKeyPem = keyPem;
    }

    public X509Certificate2 Authority { get; }

    /// <summary>With its private key.</summary>
    public X509Certificate2 Server { get; }

    public string ServerKeyPem { get; }

    public static TestCertificates Create(string name = "127.0.0.1")
    {
        var (from, to) = (DateTimeOffset.UnixEpoch.AddYears(54), DateTimeOffset.UnixEpoch.AddYears(100));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=Test authority", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var authority = request.CreateSelfSigned(from, to);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest serverRequest = new($"CN={name}", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        if (IPAddress.TryParse(name, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(name);
        serverRequest.CertificateExtensions.Add(names.Build());
        using var signed = serverRequest.Create(authority, from, to, [1, 2, 3, 4]);
        using var withKey = signed.CopyWithPrivateKey(key);
        return new TestCertificates(
            X509CertificateLoader.LoadCertificate(authority.RawData), X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null), key.ExportPkcs8PrivateKeyPem());
    }

    public string WriteAuthority(string path)
    {
        File.WriteAllText(path, Authority.ExportCertificatePem());
        return path;
    }

    /// <summary>The issued certificate as a client's, in the two files that <c>certs.d</c> folders hold.</summary>
    public void WriteClient(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "client.cert"), Server.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "client.key"), ServerKeyPem);
    }

    public void Dispose()
    {
        Authority.Dispose();
        Server.Dispose();
    }
}
