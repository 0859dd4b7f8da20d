// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Keyway.Tests.Fixtures;

/// <summary>A bare HTTP/1.1 server on a free loopback port, one request per connection, that answers what the test says, honest or not. Remembers all requests.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private const int TlsHandshake = 0x16;

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Func<LoopbackRequest, LoopbackResponse> answer;
    private readonly X509Certificate2? certificate;
    private readonly X509Certificate2? onlyClient;
    private readonly Task accepting;

    public LoopbackServer(Func<LoopbackRequest, LoopbackResponse> answer, X509Certificate2? certificate = null, X509Certificate2? onlyClient = null)
    {
        this.onlyClient = onlyClient;
        this.answer = answer;
        this.certificate = certificate;
        listener.Start();
        accepting = AcceptAsync();
    }

    public ConcurrentQueue<LoopbackRequest> Requests { get; } = new();

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary><c>127.0.0.1:port</c>.</summary>
    public string Authority => $"127.0.0.1:{Port}";

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> serving = [];
        try
        {
            while (true) serving.Add(ServeAsync(await listener.AcceptTcpClientAsync(stopping.Token)));
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = await SecureAsync(client.GetStream());
                if (await ReadRequestAsync(stream) is not { } request) return;
                Requests.Enqueue(request);
                await answer(request).WriteAsync(stream, stopping.Token);
                await stream.FlushAsync(stopping.Token);
            }
            catch (Exception reason) when (reason is IOException or OperationCanceledException or SocketException or System.Security.Authentication.AuthenticationException)
            {
                // The client went away, which is what many of these tests are about.
            }
        }
    }

    private async Task<Stream> SecureAsync(NetworkStream stream)
    {
        if (certificate is null) return stream;
        SslStream secure = new(stream);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            ClientCertificateRequired = onlyClient is not null,
            RemoteCertificateValidationCallback = (_, presented, _, _) => onlyClient is null || presented?.GetCertHashString() == onlyClient.GetCertHashString(),
        }, stopping.Token);
        return secure;
    }

    private async Task<LoopbackRequest?> ReadRequestAsync(Stream stream)
    {
        var head = await ReadHeadAsync(stream);
        if (head.Length == 0) return null;
        if (head[0] == TlsHandshake)
        {
            // What real servers answer to TLS on a port without it.
            await stream.WriteAsync(LoopbackResponse.Head(400), stopping.Token);
            return null;
        }

        var lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var first = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair.Length > 1 ? pair[1] : "", StringComparer.OrdinalIgnoreCase);
        return new LoopbackRequest(first[0], first[1], headers, await ReadBodyAsync(stream, headers));
    }

    private async Task<byte[]> ReadBodyAsync(Stream stream, Dictionary<string, string> headers)
    {
        if (headers.GetValueOrDefault("Transfer-Encoding") == "chunked") return await ReadChunksAsync(stream);
        var body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"))];
        await stream.ReadExactlyAsync(body, stopping.Token);
        return body;
    }

    private async Task<byte[]> ReadChunksAsync(Stream stream)
    {
        List<byte> body = [];
        while (await ReadLineAsync(stream) is var size && size != "0")
        {
            var chunk = new byte[Convert.ToInt32(size, 16)];
            await stream.ReadExactlyAsync(chunk, stopping.Token);
            body.AddRange(chunk);
            await ReadLineAsync(stream);
        }

        await ReadLineAsync(stream);
        return [.. body];
    }

    private async Task<string> ReadLineAsync(Stream stream)
    {
        List<byte> line = [];
        var one = new byte[1];
        while (line is not [.., 13, 10])
        {
            await stream.ReadExactlyAsync(one, stopping.Token);
            line.Add(one[0]);
        }

        return Encoding.ASCII.GetString([.. line[..^2]]);
    }

    private async Task<string> ReadHeadAsync(Stream stream)
    {
        List<byte> head = [];
        var one = new byte[1];
        while (await stream.ReadAsync(one, stopping.Token) == 1)
        {
            head.Add(one[0]);
            if (head[0] == TlsHandshake) break;
            if (head is [.., 13, 10, 13, 10]) break;
        }

        return Encoding.ASCII.GetString([.. head]);
    }
}
