// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Keys;

/// <summary>
/// Names a key on a token (RFC 7512): <c>pkcs11:token=release;object=driver?module-path=/usr/lib/softhsm/libsofthsm2.so</c>. Understood are token, serial, object, id and
/// module-path; a PIN never stands in it, since command lines are seen by others.
/// </summary>
public sealed record Pkcs11Uri
{
    private const string Scheme = "pkcs11:";

    private Pkcs11Uri(string modulePath) => ModulePath = modulePath;

    /// <summary>The module: the shared library that speaks to the token.</summary>
    public string ModulePath { get; }

    public string? Token { get; private init; }

    public string? Serial { get; private init; }

    /// <summary>Label of the key.</summary>
    public string? Object { get; private init; }

    /// <summary>CKA_ID of the key.</summary>
    public ReadOnlyMemory<byte>? Id { get; private init; }

    public static bool IsOne(string reference) => reference.StartsWith(Scheme, StringComparison.Ordinal);

    /// <exception cref="KeywayException">KW2024 it is none, or one with parts that are not understood.</exception>
    public static Pkcs11Uri Parse(string text)
    {
        if (!IsOne(text)) throw Errors.BadKeyReference(text, "it does not begin with pkcs11:");
        var halves = text[Scheme.Length..].Split('?', 2);
        var path = Pairs(text, halves[0], ';', "token", "serial", "object", "id", "type");
        var query = Pairs(text, halves.Length > 1 ? halves[1] : "", '&', "module-path");
        if (!query.TryGetValue("module-path", out var module)) throw Errors.BadKeyReference(text, "it does not name the module (module-path)");
        if (!path.ContainsKey("object") && !path.ContainsKey("id")) throw Errors.BadKeyReference(text, "it does not name the key (object or id)");
        if (path.GetValueOrDefault("type", "private") != "private") throw Errors.BadKeyReference(text, "its type is not private");
        return new(Uri.UnescapeDataString(module))
        {
            Token = Text(path, "token"),
            Serial = Text(path, "serial"),
            Object = Text(path, "object"),
            Id = path.TryGetValue("id", out var id) ? Bytes(text, id) : (ReadOnlyMemory<byte>?)null, // without the type it would be empty, not absent
        };
    }

    private static Dictionary<string, string> Pairs(string text, string part, char separator, params ReadOnlySpan<string> known)
    {
        Dictionary<string, string> pairs = new(StringComparer.Ordinal);
        foreach (var item in part.Split(separator, StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = item.Split('=', 2);
            if (pair[0] is "pin-value" or "pin-source") throw Errors.BadKeyReference($"{Scheme}…", "a PIN does not belong into it; give it like a password");
            if (pair.Length != 2 || !known.Contains(pair[0])) throw Errors.BadKeyReference(text, $"its part '{pair[0]}' is not understood");
            if (!pairs.TryAdd(pair[0], pair[1])) throw Errors.BadKeyReference(text, $"it has '{pair[0]}' twice");
        }

        return pairs;
    }

    private static string? Text(Dictionary<string, string> pairs, string name) => pairs.TryGetValue(name, out var value) ? Uri.UnescapeDataString(value) : null;

    // Binary: each byte is %XX or stands for itself.
    private static byte[] Bytes(string text, string value)
    {
        List<byte> bytes = [];
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] != '%') bytes.Add((byte)(value[i] & 0x7f));
            else if (i + 2 < value.Length && byte.TryParse(value.AsSpan(i + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var one)) (bytes, i) = ([.. bytes, one], i + 2);
            else throw Errors.BadKeyReference(text, "its id is not percent-encoded");
        }

        return [.. bytes];
    }
}
