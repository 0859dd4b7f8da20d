// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Text.RegularExpressions;
using Keyway.Artifacts.Oci;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Registry;

/// <summary>docker-registry 2.8 on a port of its own choosing, with its storage in a temporary directory: plain, with Basic authentication, or with TLS.</summary>
internal sealed partial class RegistryProcess : IAsyncDisposable
{
    // bcrypt of "secret", which is what the password file has to hold; .NET has no bcrypt.
    private const string PasswordLine = "ci:$2y$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a";

    private readonly TemporaryDirectory home;
    private readonly Process server;

    private RegistryProcess(TemporaryDirectory directory, Process process, string authority)
    {
        home = directory;
        server = process;
        Authority = authority;
    }

    /// <summary><c>127.0.0.1:port</c>.</summary>
    public string Authority { get; }

    /// <summary>A directory that clients may use as their home.</summary>
    public string Home => home.Path;

    public ArtifactReference Reference(string rest) => ArtifactReference.Parse($"{Authority}/{rest}");

    public static Task<RegistryProcess> StartAsync() => StartAsync(_ => "");

    /// <summary>With a user <c>ci</c> whose password is <c>secret</c>.</summary>
    public static Task<RegistryProcess> StartWithPasswordAsync() => StartAsync(directory =>
    {
        File.WriteAllText(directory.Combine("htpasswd"), PasswordLine + "\n");
        return $"auth:\n  htpasswd:\n    realm: test\n    path: {directory.Combine("htpasswd")}\n";
    });

    public static Task<RegistryProcess> StartWithTlsAsync(TestCertificates certificates) => StartAsync(directory => Tls(directory, certificates));

    /// <summary>With TLS, and only for clients that show a certificate of the other authority.</summary>
    public static Task<RegistryProcess> StartWithClientCertificatesAsync(TestCertificates certificates, TestCertificates clients) => StartAsync(directory =>
        $"{Tls(directory, certificates)}    clientcas:\n      - {clients.WriteAuthority(directory.Combine("clients.crt"))}\n");

    public async ValueTask DisposeAsync()
    {
        server.Kill(entireProcessTree: true);
        await server.WaitForExitAsync();
        server.Dispose();
        home.Dispose();
    }

    private static string Tls(TemporaryDirectory directory, TestCertificates certificates)
    {
        File.WriteAllText(directory.Combine("server.crt"), certificates.Server.ExportCertificatePem());
        File.WriteAllText(directory.Combine("server.key"), certificates.ServerKeyPem);
        return $"  tls:\n    certificate: {directory.Combine("server.crt")}\n    key: {directory.Combine("server.key")}\n";
    }

    // The http section comes last, so that what is configured may continue it or begin another one. "listening on" tells the port that the kernel chose.
    private static async Task<RegistryProcess> StartAsync(Func<TemporaryDirectory, string> configure)
    {
        var program = PeerProgram.Require("docker-registry");
        TemporaryDirectory directory = new();
        var more = configure(directory);
        var config = $"version: 0.1\nlog:\n  level: info\nstorage:\n  filesystem:\n    rootdirectory: {directory.Combine("storage")}\nhttp:\n  addr: 127.0.0.1:0\n{more}";
        await File.WriteAllTextAsync(directory.Combine("config.yml"), config, TestContext.Current.CancellationToken);
        ProcessStartInfo start = new(program, ["serve", directory.Combine("config.yml")]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        var process = Process.Start(start)!;
        List<string> lines = [];
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            lines.Add(line);
            if (ListeningPattern.Match(line) is not { Success: true } match) continue;
            _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            return new RegistryProcess(directory, process, match.Groups["authority"].Value);
        }

        throw new InvalidOperationException($"docker-registry did not start:\n{string.Join('\n', lines)}");
    }

    [GeneratedRegex(@"listening on (?<authority>127\.0\.0\.1:\d+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ListeningPattern { get; }
}
