// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Packages;

/// <summary>Reads and writes <see cref="DriverConfig"/>: the same value always gives the same bytes, and whatever is not exactly the format is refused. Spec: spec/package §"Config".</summary>
public static class DriverConfigJson
{
    /// <summary>The largest document accepted: 32 MiB.</summary>
    public const int MaxLength = 32 << 20;

    /// <summary>The canonical bytes: UTF-8, no white space, members in the order of the spec.</summary>
    public static byte[] Write(DriverConfig config) => JsonSerializer.SerializeToUtf8Bytes(config, PackageJson.Config);

    /// <summary>The value of a document, checked in full; throws a refusal that names <paramref name="source"/>.</summary>
    public static DriverConfig Read(ReadOnlySpan<byte> document, string source)
    {
        if (document.Length > MaxLength) throw Errors.ConfigTooLarge(source, document.Length);
        var config = Parse(document, source);
        if (DriverConfigCheck.FirstProblem(config) is { } problem) throw Errors.BadConfig(source, problem);
        return config;
    }

    private static DriverConfig Parse(ReadOnlySpan<byte> document, string source)
    {
        try
        {
            var config = JsonSerializer.Deserialize(document, PackageJson.Config) ?? throw Errors.BadConfig(source, "the document is null");
            ListItems.DemandValues(document);
            return config;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw Errors.BadConfig(source, Explain(exception), exception);
        }
    }

    // The platform appends the path to its own messages, but not to those of a converter.
    private static string Explain(Exception exception) =>
        exception is JsonException { Path: { } path } && !exception.Message.Contains("Path:", StringComparison.Ordinal) ? $"{exception.Message} at {path}" : exception.Message;
}
