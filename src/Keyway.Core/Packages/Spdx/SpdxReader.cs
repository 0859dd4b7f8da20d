// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Packages.Spdx;

/// <summary>Recursive descent over one expression; stops at the first syntax error, but collects every wrong identifier before it.</summary>
internal sealed class SpdxReader(string text)
{
    private const int MaxDepth = 32;

    // Each one compares with the whole list; whoever has more wrong words than this has another problem than a slip of the pen.
    private const int MostSuggestions = 5;

    private readonly List<string> licences = [];
    private readonly List<SpdxProblem> problems = [];
    private int position;

    public SpdxExpression Read()
    {
        SpdxTree? tree = null;
        if (text.Length > SpdxExpression.MaxLength) Fail($"the expression has {text.Length} characters", $"valid: at most {SpdxExpression.MaxLength}");
        else if ((tree = ReadAlternatives(1)) is not null && Peek() is { Length: > 0 } rest) tree = Fail($"unexpected '{rest}'", "valid: AND, OR, WITH, or the end");
        return new() { Text = text, Tree = tree, Licences = [.. licences], Problems = [.. problems.OrderBy(problem => problem.Position)] };
    }

    private SpdxTree? ReadAlternatives(int depth)
    {
        if (ReadConjunction(depth) is not { } first) return null;
        var parts = ImmutableArray.Create(first);
        while (Accept("OR"))
        {
            if (ReadConjunction(depth) is not { } next) return null;
            parts = parts.Add(next);
        }

        return parts.Length == 1 ? first : new SpdxTree.Any(parts);
    }

    private SpdxTree? ReadConjunction(int depth)
    {
        if (ReadTerm(depth) is not { } first) return null;
        var parts = ImmutableArray.Create(first);
        while (Accept("AND"))
        {
            if (ReadTerm(depth) is not { } next) return null;
            parts = parts.Add(next);
        }

        return parts.Length == 1 ? first : new SpdxTree.All(parts);
    }

    private SpdxTree? ReadTerm(int depth)
    {
        if (depth > MaxDepth) return Fail("parentheses are nested too deep", $"valid: at most {MaxDepth} levels");
        if (!Accept("(")) return ReadLicence();
        var inner = ReadAlternatives(depth + 1);
        return inner is null || Accept(")") ? inner : Fail("a parenthesis is not closed", "valid: AND, OR, )");
    }

    private SpdxTree? ReadLicence()
    {
        var word = Peek();
        if (!IsIdentifier(word)) return Fail(word.Length == 0 ? "the expression ends where a licence belongs" : $"'{word}' stands where a licence belongs", "valid: an SPDX licence identifier, LicenseRef-..., or (");
        Check(word);
        licences.Add(word.TrimEnd('+'));
        position += word.Length;
        if (!Accept("WITH")) return new SpdxTree.Licence(word, null);
        return ReadException() is { } exception ? new SpdxTree.Licence(word, exception) : null;
    }

    private void Check(string word)
    {
        if (SpdxReference.IsReference(word)) return;
        var identifier = word.EndsWith('+') ? word[..^1] : word;
        if (SpdxIdentifiers.Licences.Contains(identifier)) return;
        if (SpdxIdentifiers.DeprecatedLicences.Contains(word) || SpdxIdentifiers.DeprecatedLicences.Contains(identifier))
            problems.Add(new(SpdxProblemKind.Deprecated, position, $"'{word}' is a deprecated licence identifier", Replacement(identifier, word)));
        else problems.Add(new(SpdxProblemKind.UnknownIdentifier, position, $"'{word}' is not on the SPDX licence list", Nearest(identifier, SpdxIdentifiers.Licences)));
    }

    private string? ReadException()
    {
        var word = Peek();
        if (!IsIdentifier(word) || word.Contains('+'))
        {
            Fail("no exception after WITH", "valid: an SPDX exception identifier such as Linux-syscall-note");
            return null;
        }

        if (SpdxIdentifiers.DeprecatedExceptions.Contains(word))
            problems.Add(new(SpdxProblemKind.Deprecated, position, $"'{word}' is a deprecated exception identifier", "see spdx.org/licenses/exceptions-index.html"));
        else if (!SpdxIdentifiers.Exceptions.Contains(word) && !SpdxReference.IsAddition(word))
            problems.Add(new(SpdxProblemKind.UnknownIdentifier, position, $"'{word}' is not on the SPDX exception list", Nearest(word, SpdxIdentifiers.Exceptions)));
        position += word.Length;
        return word;
    }

    private static string Replacement(string identifier, string word)
    {
        var suffix = word.EndsWith('+') ? "-or-later" : "-only";
        return SpdxIdentifiers.Licences.Contains(identifier + suffix) ? $"write '{identifier}{suffix}'" : "see spdx.org/licenses for what replaced it";
    }

    private string Nearest(string word, IEnumerable<string> list) =>
        problems.Count < MostSuggestions && Nearness.Nearest(word, list) is { } nearest ? $"did you mean '{nearest}'?" : "valid: an identifier of spdx.org/licenses, or LicenseRef- and a name of your own";

    private bool Accept(string token)
    {
        if (Peek() != token) return false;
        position += token.Length;
        return true;
    }

    // The next token without taking it: a parenthesis, or everything up to the next space or parenthesis.
    private string Peek()
    {
        while (position < text.Length && text[position] == ' ') position++;
        if (position < text.Length && text[position] is '(' or ')') return text[position].ToString();
        var end = text.AsSpan(position).IndexOfAny(' ', '(', ')');
        return end < 0 ? text[position..] : text.Substring(position, end);
    }

    private static bool IsIdentifier(string word) =>
        word is not ("" or "(" or ")" or "AND" or "OR" or "WITH" or "+") && (SpdxReference.IsReference(word) || word.TrimEnd('+').Length >= word.Length - 1 && word.TrimEnd('+').All(IsIdentifierCharacter));

    private static bool IsIdentifierCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '.';

    private SpdxTree? Fail(string message, string hint)
    {
        problems.Add(new(SpdxProblemKind.Syntax, Math.Min(position, text.Length), message, hint));
        return null;
    }
}
