// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Keyway.Artifacts.Web;

/// <summary>A complete answer, whatever its status says.</summary>
/// <param name="Status">HTTP status, such as 200 or 404.</param>
/// <param name="MediaType">Media type without parameters, or null.</param>
/// <param name="Body">The whole body.</param>
public sealed record WebAnswer(int Status, string? MediaType, byte[] Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The start of the body, on one line and without control characters, to be shown to people.</summary>
    public string Excerpt => Oci.AnswerText.Excerpt(Body);

    public string Text => Encoding.UTF8.GetString(Body);
}
