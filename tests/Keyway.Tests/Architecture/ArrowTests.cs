// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Keyway.Tests.Architecture;

/// <summary>Holds the arrows of docs/architecture.md: which folder may name which, and what the pure folders may not touch.</summary>
public sealed partial class ArrowTests
{
    // Transitive: what a folder may name besides itself. A folder that is not listed here fails the map test first.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Artifacts.Content"] = [],
        ["Artifacts.Oci"] = ["Artifacts.Content"],
        ["Artifacts.Keys"] = ["Artifacts.Content"],
        ["Artifacts.Web"] = ["Artifacts.Content", "Artifacts.Oci"],
        ["Artifacts.Provenance"] = ["Artifacts.Content"],
        ["Artifacts.Transparency"] = ["Artifacts.Content", "Artifacts.Keys", "Artifacts.Web"],
        ["Artifacts.Signing"] = ["Artifacts.Content", "Artifacts.Keys", "Artifacts.Web", "Artifacts.Transparency", "Artifacts.Trust", "Artifacts.Provenance", "Artifacts.Oci"],
        ["Artifacts.Trust"] = ["Artifacts.Content", "Artifacts.Keys", "Artifacts.Web"],
        ["Artifacts.Sbom"] = ["Artifacts.Content"],
        ["Versions"] = ["Artifacts"],
        ["Packages"] = ["Artifacts", "Artifacts.Content", "Artifacts.Oci", "Versions"],
        ["Compatibility"] = ["Artifacts", "Artifacts.Content", "Versions", "Packages"],
        ["Resolution"] = ["Artifacts", "Artifacts.Content", "Artifacts.Oci", "Versions", "Packages", "Compatibility"],
        ["Policy"] = ["Artifacts", "Artifacts.Content", "Artifacts.Keys", "Artifacts.Provenance", "Artifacts.Transparency", "Versions", "Packages"],
        ["Publishing"] = ["Artifacts", "Artifacts.Content", "Artifacts.Oci", "Artifacts.Provenance", "Artifacts.Sbom", "Versions", "Packages"],
        ["Admission"] = ["Artifacts", "Artifacts.Content", "Artifacts.Oci", "Artifacts.Keys", "Artifacts.Provenance", "Artifacts.Signing", "Artifacts.Transparency", "Artifacts.Trust", "Versions", "Packages", "Policy", "Distribution", "Audit"],
        ["Distribution"] = ["Artifacts", "Artifacts.Content", "Artifacts.Oci", "Versions", "Packages", "Compatibility", "Resolution"],
        ["Audit"] = ["Artifacts", "Artifacts.Content", "Artifacts.Keys", "Artifacts.Transparency"],
        ["Channels"] = ["Artifacts", "Artifacts.Content", "Artifacts.Keys", "Artifacts.Trust", "Artifacts.Oci", "Versions", "Packages"],
        ["Hosts"] = ["Artifacts", "Artifacts.Content", "Artifacts.Oci", "Versions", "Packages", "Channels", "Compatibility", "Resolution", "Distribution"],
    };

    public static TheoryData<string> Folders => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Folder_names_only_what_the_arrows_allow(string folder)
    {
        var allowed = Allowed[folder].Append(folder).Append("Artifacts").ToHashSet();

        var wrong = from file in FilesOf(folder)
                    from name in NamedFolders(SourceTree.Read(file))
                    where !allowed.Contains(name)
                    select $"{file} names {name}";

        Assert.Empty(wrong.Distinct());
    }

    [Theory]
    [InlineData("Versions")]
    [InlineData("Compatibility")]
    [InlineData("Resolution")]
    [InlineData("Policy")]
    public void Pure_folders_touch_no_clock_disk_network_or_task(string folder)
    {
        var wrong = from file in FilesOf(folder)
                    from Match match in Impure().Matches(WithoutComments(SourceTree.Read(file)))
                    select $"{file}: {match.Value}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_folder_of_the_libraries_has_its_arrows_in_this_table()
    {
        var onDisk = SourceTree.Folders("src", "Keyway.Artifacts").Select(name => "Artifacts." + name).Concat(SourceTree.Folders("src", "Keyway.Core"));

        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), onDisk.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Keyway.Artifacts", "")]
    [InlineData("Keyway.Core", "Keyway.Artifacts")]
    [InlineData("Keyway.Cli", "Keyway.Core")]
    public void Projects_reference_only_the_next_one_down(string project, string expected)
    {
        var text = SourceTree.Read($"src/{project}/{project}.csproj");

        var references = ProjectReference().Matches(text).Select(match => match.Groups[1].Value);

        Assert.Equal(expected.Length == 0 ? [] : [expected], references);
    }

    [Fact]
    public void Artifacts_stays_at_the_base_class_library_so_that_an_auditor_can_read_it() =>
        Assert.DoesNotContain("PackageReference", SourceTree.Read("src/Keyway.Artifacts/Keyway.Artifacts.csproj"), StringComparison.Ordinal);

    private static IReadOnlyList<string> FilesOf(string folder) => folder.StartsWith("Artifacts.", StringComparison.Ordinal)
        ? SourceTree.Files("src", "Keyway.Artifacts", folder["Artifacts.".Length..])
        : SourceTree.Files("src", "Keyway.Core", folder);

    private static IEnumerable<string> NamedFolders(string text) =>
        Reference().Matches(WithoutComments(text)).Select(match => match.Groups[1].Value).Where(Allowed.ContainsKey);

    private static string WithoutComments(string text) => Comment().Replace(text, "");

    [GeneratedRegex(@"\bKeyway\.((?:Artifacts\.)?[A-Z][A-Za-z]+)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b(async|await|Task|ValueTask|TimeProvider|HttpClient|FileStream|DateTimeOffset\.UtcNow|DateTime\.(Utc)?Now|File\.(Open|Read|Write|Exists)\w*|Directory\.\w+|Random|Process)\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Impure();

    [GeneratedRegex(@"<ProjectReference Include=""\.\./[\w.]+/([\w.]+)\.csproj""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ProjectReference();
}
