// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;

namespace Keyway.Artifacts.Content;

/// <summary>The three pax records that are read and written: path, linkpath, size. Spec: POSIX pax §"pax Extended Header".</summary>
internal sealed record PaxRecords(string? Path, string? LinkPath, long? Size)
{
    /// <summary>Two paths of the longest kind and some digits; known before a byte is allocated.</summary>
    public const int MaxBytes = 4096;

    public static byte[] Write(string? path, string? linkPath, long? size)
    {
        StringBuilder text = new();
        if (path is not null) Append(text, "path", path);
        if (linkPath is not null) Append(text, "linkpath", linkPath);
        if (size is { } bytes) Append(text, "size", bytes.ToString(CultureInfo.InvariantCulture));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static PaxRecords Read(ReadOnlySpan<byte> bytes)
    {
        PaxRecords records = new(null, null, null);
        while (!bytes.IsEmpty)
        {
            var space = bytes.IndexOf((byte)' ');
            if (space is < 1 or > 5 || !int.TryParse(bytes[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var length)) throw Errors.PaxDamaged();
            if (length <= space + 1 || length > bytes.Length || bytes[length - 1] != (byte)'\n') throw Errors.PaxDamaged();
            records = records.With(ArchivePath.Decode(bytes[(space + 1)..(length - 1)]) ?? throw Errors.PaxDamaged());
            bytes = bytes[length..];
        }

        return records;
    }

    private PaxRecords With(string record)
    {
        var (key, value) = record.Split('=', 2) is [var left, var right] ? (left, right) : throw Errors.PaxDamaged();
        if (key.StartsWith("GNU.sparse.", StringComparison.Ordinal)) throw Errors.Sparse();
        return key switch
        {
            "path" when Path is null => this with { Path = value },
            "linkpath" when LinkPath is null => this with { LinkPath = value },
            "size" when Size is null && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var size) => this with { Size = size },
            "path" or "linkpath" or "size" => throw Errors.PaxDamaged(),
            _ => throw Errors.PaxUnknown(ArchivePath.Shown(key)),
        };
    }

    // The length counts its own digits.
    private static void Append(StringBuilder text, string key, string value)
    {
        var rest = Encoding.UTF8.GetByteCount(value) + key.Length + 3;
        var length = rest + rest.ToString(CultureInfo.InvariantCulture).Length;
        if (length.ToString(CultureInfo.InvariantCulture).Length > rest.ToString(CultureInfo.InvariantCulture).Length) length = rest + length.ToString(CultureInfo.InvariantCulture).Length;
        text.Append(CultureInfo.InvariantCulture, $"{length} {key}={value}\n");
    }
}
