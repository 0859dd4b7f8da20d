// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Keyway.Tests.Fixtures;

/// <summary>An HTTP proxy that knows CONNECT only and leads every tunnel to one port of this machine, whatever name was asked for.</summary>
internal sealed class LoopbackTunnel : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly int target;
    private readonly Task accepting;

    public LoopbackTunnel(int target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>First lines of the requests.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

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
        using var near = client;
        using TcpClient far = new();
        try
        {
            Requests.Enqueue(await ReadHeadAsync(near.GetStream()));
            await far.ConnectAsync(IPAddress.Loopback, target, stopping.Token);
            await near.GetStream().WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 Connected\r\n\r\n"), stopping.Token);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream(), stopping.Token), far.GetStream().CopyToAsync(near.GetStream(), stopping.Token));
        }
        catch (Exception reason) when (reason is IOException or OperationCanceledException or SocketException)
        {
            // One side went away.
        }
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        List<byte> head = [];
        var one = new byte[1];
        while (head is not [.., 13, 10, 13, 10] && await stream.ReadAsync(one, stopping.Token) == 1) head.Add(one[0]);
        return Encoding.ASCII.GetString([.. head]).Split("\r\n")[0];
    }
}
