// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts;
using Keyway.Artifacts.Web;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Web;

/// <summary>Exchanges with services: bounded in bytes and time, credentials to one origin only.</summary>
public sealed class WebClientTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answer_comes_whole_with_its_status_whatever_that_is()
    {
        await using LoopbackServer server = new(_ => LoopbackResponse.Of(404, "no such thing", ("Content-Type", "text/plain; charset=utf-8")));
        using var client = Client();

        var answer = await client.GetAsync(new Uri($"http://{server.Authority}/x"), 100, Stop);

        Assert.Equal((404, "text/plain", "no such thing", false), (answer.Status, answer.MediaType, answer.Text, answer.IsSuccess));
    }

    [Fact]
    public async Task Request_carries_its_body_type_and_token()
    {
        await using LoopbackServer server = new(_ => LoopbackResponse.Of(201, "{}"));
        using var client = Client();

        await client.SendAsync(new WebRequest { Method = HttpMethod.Post, Address = new Uri($"http://{server.Authority}/entries"), Body = "{}"u8.ToArray(), MediaType = "application/json", Accept = "application/json", Bearer = "secret" }, 100, Stop);

        var request = Assert.Single(server.Requests);
        Assert.Equal(("POST", "{}", "application/json", "Bearer secret"), (request.Method, Encoding.UTF8.GetString(request.Body), request.Headers["Content-Type"], request.Authorization));
    }

    [Fact]
    public async Task Token_is_not_shown_to_the_target_of_a_redirect()
    {
        await using LoopbackServer other = new(_ => LoopbackResponse.Of(200, "there"));
        await using LoopbackServer server = new(_ => LoopbackResponse.Of(302, "", ("Location", $"http://{other.Authority}/")));
        using var client = Client();

        var answer = await client.SendAsync(new WebRequest { Method = HttpMethod.Get, Address = new Uri($"http://{server.Authority}/"), Bearer = "secret" }, 100, Stop);

        Assert.Equal("there", answer.Text);
        Assert.Null(Assert.Single(other.Requests).Authorization);
    }

    [Fact]
    public async Task Request_with_a_body_is_not_sent_on()
    {
        await using LoopbackServer server = new(_ => LoopbackResponse.Of(307, "", ("Location", "/elsewhere")));
        using var client = Client();

        var answer = await client.SendAsync(new WebRequest { Method = HttpMethod.Post, Address = new Uri($"http://{server.Authority}/"), Body = [1] }, 100, Stop);

        Assert.Equal(307, answer.Status);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Endless_data_is_refused_whether_announced_or_not(bool announced)
    {
        await using LoopbackServer server = new(_ => announced ? LoopbackResponse.Of(200, new byte[101]) : LoopbackResponse.Raw("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + new string('x', 100_000)));
        using var client = Client();

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => client.GetAsync(new Uri($"http://{server.Authority}/"), 100, Stop));

        Assert.Equal("KW1109", refusal.Code.Id);
    }

    [Fact]
    public async Task Slow_drip_ends_when_the_time_for_the_exchange_is_over()
    {
        await using LoopbackServer server = new(_ => LoopbackResponse.Raw(async (stream, stop) =>
        {
            await stream.WriteAsync(LoopbackResponse.Head(200, ("Content-Length", "100000")), stop);
            for (var i = 0; i < 100_000; i++)
            {
                await stream.WriteAsync(new byte[1], stop);
                await stream.FlushAsync(stop);
                // Paces the hostile server, waits for nothing: the byte limit is minutes away, so only the limit in time can end it.
                await Task.Delay(20, stop);
            }
        }));
        using var client = new WebClient(RegistryAccess.Settings() with { AnswerTimeout = TimeSpan.FromMilliseconds(300) });

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => client.GetAsync(new Uri($"http://{server.Authority}/"), 200_000, Stop));

        Assert.Equal("KW1126", refusal.Code.Id);
    }

    [Fact]
    public async Task Cut_answer_is_refused()
    {
        await using LoopbackServer server = new(_ => LoopbackResponse.Raw("HTTP/1.1 200 OK\r\nContent-Length: 50\r\nConnection: close\r\n\r\nhalf"));
        using var client = Client();

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => client.GetAsync(new Uri($"http://{server.Authority}/"), 100, Stop));

        Assert.Equal("KW1128", refusal.Code.Id);
    }

    [Fact]
    public async Task Plain_http_to_another_machine_is_refused_before_anything_is_sent()
    {
        using var client = Client();

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => client.GetAsync(new Uri("http://log.example/api"), 100, Stop));

        Assert.Equal("KW2050", refusal.Code.Id);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:word@127.0.0.1/")]
    public async Task Odd_addresses_are_refused(string address)
    {
        using var client = Client();

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => client.GetAsync(new Uri(address), 100, Stop));

        Assert.Equal("KW2051", refusal.Code.Id);
        Assert.DoesNotContain("word", refusal.Message, StringComparison.Ordinal);
    }

    private static WebClient Client() => new(RegistryAccess.Settings());
}
