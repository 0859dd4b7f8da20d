// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;

namespace Keyway.Artifacts.Provenance;

/// <summary>
/// Reads the payload of a DSSE envelope as a statement. Strict where two readers could disagree: no member twice at any depth, none of the known
/// names in another case, digests in their one form. Members that it does not know are ignored, as in-toto's parsing rules ask.
/// </summary>
public static class StatementReader
{
    /// <summary>The largest payload: an SBOM of a big package has some MiB.</summary>
    public const int MaximumBytes = 32 << 20;

    /// <summary>The most subjects of one statement.</summary>
    public const int MaximumSubjects = 1024;

    private const int MaximumDepth = 64;

    private static readonly string[] Known = ["_type", "subject", "predicateType", "predicate"];

    /// <summary>The statement in the bytes; <paramref name="document"/> names it in refusals.</summary>
    /// <exception cref="KeywayException">KW2600: not a statement; KW2601: too large.</exception>
    public static Statement Read(ReadOnlyMemory<byte> payload, string document)
    {
        if (payload.Length > MaximumBytes) throw Errors.StatementTooLarge(document, $"{payload.Length} bytes", $"{MaximumBytes}");
        try
        {
            using var parsed = JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = MaximumDepth, AllowDuplicateProperties = false });
            RequireText(payload.Span, parsed.RootElement);
            return Read(parsed.RootElement, document);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // A lone surrogate escape is only seen when the text is fetched, as an InvalidOperationException.
            throw Errors.BadStatement(document, problem.Message, problem);
        }
    }

    // The parser looks inside no text, so bytes that are no UTF-8 and half a surrogate pair would surface as a fault wherever a reader of the predicate fetches them.
    private static void RequireText(ReadOnlySpan<byte> payload, JsonElement root)
    {
        if (!Utf8.IsValid(payload)) throw new JsonException("it is not UTF-8");
        if (payload.IndexOf("\\u"u8) >= 0) FetchTexts(root);
    }

    private static void FetchTexts(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String) _ = element.GetString();
        if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray()) FetchTexts(item);
        if (element.ValueKind != JsonValueKind.Object) return;
        foreach (var member in element.EnumerateObject())
        {
            _ = member.Name;
            FetchTexts(member.Value);
        }
    }

    private static Statement Read(JsonElement root, string document)
    {
        StrictObject members = new(root, "$", Known, (path, found, expected) => Errors.BadStatement(document, $"{path} is {found}, expected {expected}"));
        var type = members.Text("_type");
        if (type is not (StatementTypes.V1 or StatementTypes.V01)) throw members.Refuse("_type", $"'{type}'", $"'{StatementTypes.V1}'");
        var predicateType = members.Text("predicateType");
        if (!IsTypeUri(predicateType)) throw members.Refuse("predicateType", $"'{predicateType}'", "an absolute URI");
        return new Statement { Type = type, Subject = Subjects(members, document), PredicateType = predicateType, Predicate = Predicate(members) };
    }

    private static ImmutableArray<ResourceDescriptor> Subjects(StrictObject members, string document)
    {
        var subjects = members.List("subject");
        if (subjects.Length == 0) throw members.Refuse("subject", "empty", "at least one subject");
        if (subjects.Length > MaximumSubjects) throw Errors.StatementTooLarge(document, $"{subjects.Length} subjects", $"{MaximumSubjects}");
        var read = ImmutableArray.CreateBuilder<ResourceDescriptor>(subjects.Length);
        for (var i = 0; i < subjects.Length; i++)
        {
            var subject = ResourceDescriptorReader.Read(members.Item("subject", i, subjects[i]));
            if (subject.Digest.IsEmpty) throw members.Refuse($"subject[{i}]", "without a digest", "at least one digest");
            read.Add(subject);
        }

        return read.MoveToImmutable();
    }

    private static JsonElement? Predicate(StrictObject members) => members.Optional("predicate") switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } predicate => predicate.Clone(),
        var other => throw members.Refuse("predicate", StrictObject.Kind(other.Value), "an object"),
    };

    private static bool IsTypeUri(string text) => text.Length <= 1024 && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.OriginalString == text && !text.Contains(' ', StringComparison.Ordinal);
}
