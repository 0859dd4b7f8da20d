// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Keyway.Artifacts.Web;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>Asks a timestamp authority for the time at which a signature existed. Spec: RFC 3161 over HTTP (section 3.4). Signature and chain of the token are checked with the finished bundle.</summary>
internal sealed class TimestampClient(WebClient web, TimeProvider time)
{
    private const int MaxAnswer = 128 << 10;
    private const int NonceSize = 8;

    /// <summary>The whole TimeStampResp, which is what a bundle carries.</summary>
    /// <exception cref="KeywayException">KW2220 the authority refused; KW2221 unreadable answer; KW2222 a token about something else.</exception>
    public async Task<byte[]> StampAsync(Uri authority, ReadOnlyMemory<byte> signature, CancellationToken cancellationToken)
    {
        TimestampQuery query = new(SHA256.HashData(signature.Span), RandomNumberGenerator.GetBytes(NonceSize));
        WebRequest request = new()
        {
            Method = HttpMethod.Post,
            Address = authority.AbsolutePath == "/" ? ServiceCall.Endpoint(authority, "api/v1/timestamp") : authority,
            Body = query.ToDer(),
            MediaType = "application/timestamp-query",
            Accept = "application/timestamp-reply",
        };
        var answer = await ServiceCall.SendAsync(web, request, MaxAnswer, time, cancellationToken);
        if (!answer.IsSuccess) throw Errors.TimestampRefused(authority, answer);
        TimestampReply.Check(authority, answer.Body, query);
        return answer.Body;
    }
}
