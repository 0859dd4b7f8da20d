// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Web;

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>A repository on a web server. Thread safe.</summary>
public sealed class WebTufSource(WebClient client, Uri metadataBase, Uri targetsBase) : ITufSource
{
    private const string TooLarge = "KW1109";
    private const string TargetStep = "5.7.3";

    public string Name => metadataBase.GetLeftPart(UriPartial.Path);

    /// <inheritdoc/>
    public Task<byte[]?> ReadMetadataAsync(string file, int byteLimit, string step, CancellationToken cancellationToken) =>
        ReadAsync(metadataBase, file, byteLimit, step, cancellationToken);

    /// <inheritdoc/>
    public Task<byte[]?> ReadTargetAsync(string path, int byteLimit, CancellationToken cancellationToken) =>
        ReadAsync(targetsBase, string.Join('/', path.Split('/').Select(Uri.EscapeDataString)), byteLimit, TargetStep, cancellationToken);

    private async Task<byte[]?> ReadAsync(Uri origin, string file, int byteLimit, string step, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.GetAsync(Under(origin, file), byteLimit, cancellationToken);
            // Stores of objects answer 403 for what is not there when listing is forbidden.
            if (answer.Status is 403 or 404) return null;
            return answer.Status == 200 ? answer.Body : throw Errors.BadAnswer(file, answer.Status, answer.Excerpt);
        }
        catch (KeywayException reason) when (reason.Code.Id == TooLarge)
        {
            throw Errors.TooLarge(step, file, byteLimit, reason);
        }
    }

    // Percent-encoded names must reach the server as they are: '..%2Fx' and '%3F' are names of roles.
    private static Uri Under(Uri origin, string file)
    {
        var text = origin.GetLeftPart(UriPartial.Path);
        return new Uri((text.EndsWith('/') ? text : text + "/") + file, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
    }
}
