// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Keyway.Tests.Fixtures;

/// <summary>What a <see cref="LoopbackServer"/> answers: a normal answer, or raw bytes written by the test, for answers no honest server gives.</summary>
internal sealed class LoopbackResponse
{
    private LoopbackResponse(Func<Stream, CancellationToken, Task> write) => WriteAsync = write;

    public Func<Stream, CancellationToken, Task> WriteAsync { get; }

    public static LoopbackResponse Of(int status, byte[] body, params (string Name, string Value)[] headers) => Raw(async (stream, cancellationToken) =>
    {
        await stream.WriteAsync(Head(status, [.. headers, ("Content-Length", body.Length.ToString())]), cancellationToken);
        await stream.WriteAsync(body, cancellationToken);
    });

    public static LoopbackResponse Of(int status, string body = "", params (string Name, string Value)[] headers) => Of(status, Encoding.UTF8.GetBytes(body), headers);

    /// <summary>An answer to HEAD: the length of a body that is not sent.</summary>
    public static LoopbackResponse HeadOf(int length, params (string Name, string Value)[] headers) =>
        Raw((stream, cancellationToken) => stream.WriteAsync(Head(200, [.. headers, ("Content-Length", length.ToString())]), cancellationToken).AsTask());

    public static LoopbackResponse HeadOf404() => Raw((stream, cancellationToken) => stream.WriteAsync(Head(404), cancellationToken).AsTask());

    public static LoopbackResponse Raw(Func<Stream, CancellationToken, Task> write) => new(write);

    public static LoopbackResponse Raw(string text) => Raw((stream, cancellationToken) => stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).AsTask());

    public static byte[] Head(int status, params (string Name, string Value)[] headers) =>
        Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Status\r\n{string.Concat(headers.Select(header => $"{header.Name}: {header.Value}\r\n"))}Connection: close\r\n\r\n");
}
