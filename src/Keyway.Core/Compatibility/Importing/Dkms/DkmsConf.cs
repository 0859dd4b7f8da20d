// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Keyway.Compatibility.Importing.Dkms;

/// <summary>
/// Reads dkms.conf without running it: comments, and NAME=value or NAME[0]=value with quotes. The format is shell, so everything else is shell code; once there
/// is some, no assignment is certain, because code may be why it is made.
/// </summary>
internal sealed class DkmsConf
{
    private readonly string text;
    private int at;
    private int line = 1;

    private DkmsConf(string text) => this.text = text;

    /// <summary>The assignments in order.</summary>
    public List<DkmsAssignment> Assignments { get; } = [];

    /// <summary>The first line that is no assignment; 0 when every line is one.</summary>
    public int FirstCode { get; private set; }

    public static DkmsConf Read(string text)
    {
        DkmsConf conf = new(text);
        while (conf.at < text.Length) conf.Statement();
        return conf;
    }

    private void Statement()
    {
        while (at < text.Length && text[at] is ' ' or '\t') at++;
        if (at == text.Length) return;
        if (text[at] is '#' or '\n')
        {
            SkipLine();
            return;
        }

        var start = line;
        if (Name() is { } name && Value(out var value)) Assignments.Add(new(start, name, value));
        else Code(start);
    }

    private void Code(int start)
    {
        if (FirstCode == 0) FirstCode = start;
        SkipLine();
    }

    private void SkipLine()
    {
        while (at < text.Length && text[at] != '\n') at++;
        Step();
    }

    private void Step()
    {
        if (at == text.Length) return;
        if (text[at] == '\n') line++;
        at++;
    }

    private string? Name()
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_')) at++;
        if (at == start || char.IsAsciiDigit(text[start])) return null;
        var name = text[start..at];
        if (at < text.Length && text[at] == '[')
        {
            var index = ++at;
            while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
            if (at == index || at == text.Length || text[at] != ']') return null;
            at++;
        }

        if (at == text.Length || text[at] != '=') return null;
        at++;
        return name;
    }

    // A word: bare characters, 'single' and "double" quoted parts side by side, up to a blank; then nothing or a comment until the end of the line.
    private bool Value(out string? value)
    {
        StringBuilder word = new();
        var isStatic = true;
        while (at < text.Length && text[at] is not (' ' or '\t' or '\n'))
        {
            if (text[at] is ';' or '&' or '|' or '<' or '>' or '(' or ')') return None(out value);
            if (!(text[at] switch { '\'' => Single(word), '"' => Double(word, ref isStatic), _ => Bare(word, ref isStatic) })) return None(out value);
        }

        value = isStatic ? word.ToString() : null;
        while (at < text.Length && text[at] is ' ' or '\t') at++;
        if (at < text.Length && text[at] is not ('\n' or '#')) return None(out value);
        SkipLine();
        return true;
    }

    private static bool None(out string? value)
    {
        value = null;
        return false;
    }

    private bool Single(StringBuilder word)
    {
        at++;
        for (; at < text.Length; Step())
        {
            if (text[at] == '\'')
            {
                at++;
                return true;
            }

            word.Append(text[at]);
        }

        return false;
    }

    private bool Double(StringBuilder word, ref bool isStatic)
    {
        at++;
        while (at < text.Length)
        {
            var c = text[at];
            if (c == '"')
            {
                at++;
                return true;
            }

            if (c is '$' or '`') isStatic = false;
            if (c == '\\' && at + 1 < text.Length && text[at + 1] is '$' or '`' or '"' or '\\' or '\n') Escaped(word);
            else
            {
                word.Append(c);
                Step();
            }
        }

        return false;
    }

    private bool Bare(StringBuilder word, ref bool isStatic)
    {
        if (text[at] == '\\' && at + 1 < text.Length)
        {
            Escaped(word);
            return true;
        }

        if (text[at] is '$' or '`' or '*' or '?' or '[' or '~' or '{') isStatic = false;
        word.Append(text[at]);
        Step();
        return true;
    }

    private void Escaped(StringBuilder word)
    {
        at++;
        if (text[at] != '\n') word.Append(text[at]);
        Step();
    }
}
