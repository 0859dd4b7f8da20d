// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom.Checks;

/// <summary>What profiles ask of a document.</summary>
internal static class DocumentRules
{
    public static DocumentRule BsiFormat { get; } = Required("format", "§4", document => document switch
    {
        { Format: null } or { FormatVersion: "1.6" or "1.7" or "3.0.1" } => null,
        _ => $"the format is {(document.Format!.Value.IsCycloneDx() ? "CycloneDX" : "SPDX")} {document.FormatVersion}; CycloneDX 1.6 and SPDX 3.0.1 are the oldest that are allowed",
    });

    public static DocumentRule NoVulnerabilities { get; } =
        Required("no-vulnerabilities", "§3.1", document => document.HasVulnerabilities ? "it carries vulnerabilities, which belong into a document of their own" : null);

    public static DocumentRule Creator { get; } =
        Required("sbom-creator", "§5.2.1", document => document.Author is null ? "nobody is named as its creator" : ContactProblem(document.Author));

    public static DocumentRule Uri { get; } =
        new("sbom-uri", "§5.2.3", SbomLevel.IfExists, document => document.Format is not null && string.IsNullOrEmpty(document.Uri) ? "it has no address of its own" : null);

    public static DocumentRule Completeness { get; } = Required("completeness", "§5.2.2", document =>
        document.Relations.Any(relation => relation.Completeness != SbomCompleteness.Unknown) ? null : "it never says whether a list of dependencies is complete");

    public static DocumentRule Author(string source) => Required("sbom-author", source, document => document.Author is null ? "nobody is named as its author" : null);

    public static DocumentRule Tool(string source) => Required("tool-name", source, document => document.Tools.IsEmpty ? "the tool that made it is not named" : null);

    public static DocumentRule Context(string source) => Required("generation-context", source, document =>
        document.Lifecycle == SbomLifecycle.Unknown ? "it does not say at which stage it was made: before, at or after the build" : null);

    // 1970 is what writers put where they know no time.
    public static DocumentRule Timestamp(string source) => Required("timestamp", source, document =>
        document.Created is not { } time ? "it has no time" : time == DateTimeOffset.UnixEpoch ? "its time is 1970-01-01T00:00:00Z, which stands for an unknown one" : null);

    public static DocumentRule Root(string source) => Required("primary-component", source, document => document.RootComponent is null ? "it does not say which component it is about" : null);

    public static DocumentRule References(string source) => Required("references-resolve", source, document =>
    {
        var ids = document.Components.Select(component => component.Id).ToHashSet(StringComparer.Ordinal);
        var dangling = document.Relations.SelectMany(relation => relation.To.Prepend(relation.From)).FirstOrDefault(id => !ids.Contains(id));
        return dangling is null ? null : $"a relation names '{Errors.Shown(dangling)}', which is no component of it";
    });

    /// <summary>BSI wants an address or, where there is none, a page.</summary>
    public static string? ContactProblem(SbomAgent creator)
    {
        var hasAddress = creator.Email is { } email && email.IndexOf('@', StringComparison.Ordinal) > 0;
        var hasPage = creator.Url is { } url && (url.StartsWith("https://", StringComparison.Ordinal) || url.StartsWith("http://", StringComparison.Ordinal));
        return hasAddress || hasPage ? null : "its creator has neither an e-mail address nor a web page";
    }

    private static DocumentRule Required(string name, string source, Func<SbomDocument, string?> problem) => new(name, source, SbomLevel.Required, problem);
}
