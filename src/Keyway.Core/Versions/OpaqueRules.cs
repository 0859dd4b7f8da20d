// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Versions;

/// <summary>Printable ASCII without spaces and without the characters of ranges.</summary>
internal sealed class OpaqueRules : SchemeRules
{
    public override string Example => "0ACTV_00.01.022";

    public override bool IsOrdered => false;

    public override SyntaxFault? Check(ReadOnlySpan<char> text)
    {
        const string expected = "printable ASCII other than space and < > = | ! *";
        for (var i = 0; i < text.Length; i++)
            if (text[i] is <= ' ' or > '~' or '<' or '>' or '=' or '|' or '!' or '*') return new SyntaxFault(i, expected);
        return text.IsEmpty ? new SyntaxFault(0, expected) : null;
    }

    public override int? Compare(string left, string right) => left == right ? 0 : null;
}
