// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Provenance;

namespace Keyway.Cli;

/// <summary>Reads the predicate of an attestation: one JSON object, bounded, no member twice.</summary>
internal static class PredicateFile
{
    private const int MaximumDepth = 60;

    /// <exception cref="Keyway.Artifacts.KeywayException">KW9024: not a JSON object, or too large.</exception>
    public static JsonElement Read(CliContext context, string path)
    {
        var bytes = SmallFile.Read(context.Absolute(path), StatementReader.MaximumBytes);
        if (bytes.Length > StatementReader.MaximumBytes) throw Errors.BadPredicate(path, $"it has more than {StatementReader.MaximumBytes} bytes", null);
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaximumDepth, AllowDuplicateProperties = false });
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw Errors.BadPredicate(path, "it is not a JSON object", null);
        }
        catch (JsonException reason)
        {
            throw Errors.BadPredicate(path, reason.Message, reason);
        }
    }
}
