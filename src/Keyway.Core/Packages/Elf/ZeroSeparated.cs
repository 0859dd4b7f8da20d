// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Keyway.Packages.Elf;

/// <summary>Sections that hold strings one after another, such as <c>.modinfo</c>.</summary>
internal static class ZeroSeparated
{
    /// <summary>The non-empty strings in order; padding between them is skipped.</summary>
    public static IEnumerable<string> Split(byte[] section, string file)
    {
        for (var start = 0; start < section.Length;)
        {
            var length = section.AsSpan(start).IndexOf((byte)0);
            if (length < 0) throw Errors.MalformedElf(file, "the last string of a section has no end");
            if (length > 0) yield return Encoding.UTF8.GetString(section, start, length);
            start += length + 1;
        }
    }
}
