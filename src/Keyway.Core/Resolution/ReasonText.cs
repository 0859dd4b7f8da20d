// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Keyway.Resolution;

/// <summary>
/// The sentence of a finding, put together only when the inquiry wants reasons: a fleet asks millions of questions and reads the outcomes alone. Skipping
/// the text is the only difference, so both kinds of asking run the same rule.
/// </summary>
[InterpolatedStringHandler]
internal ref struct ReasonText
{
    private DefaultInterpolatedStringHandler text;
    private readonly bool isWanted;

    public ReasonText(int literalLength, int formattedCount, Inquiry inquiry, out bool isWanted)
    {
        this.isWanted = isWanted = inquiry.WantsReasons;
        if (isWanted) text = new DefaultInterpolatedStringHandler(literalLength, formattedCount);
    }

    public void AppendLiteral(string literal) => text.AppendLiteral(literal);

    public void AppendFormatted<T>(T value) => text.AppendFormatted(value);

    /// <summary>The sentence; empty when nobody wants it. To be called once.</summary>
    public string Take() => isWanted ? text.ToStringAndClear() : "";
}
