// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts;

/// <summary>
/// A stable identifier of one kind of refusal, such as <c>KW1004</c>. Declared once, next to the <c>Errors</c> of its folder; never reused for
/// another meaning. <c>docs/errors.md</c> is generated from all of them.
/// </summary>
public sealed record ErrorCode(string Id, ErrorKind Kind, string Title)
{
    /// <summary>The identifier.</summary>
    public override string ToString() => Id;
}
