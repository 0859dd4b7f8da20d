// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom.Spdx3;

/// <summary>The addresses of elements: the document's own, a fragment, and a path that says what the element is. Ids of the model may hold any character.</summary>
internal sealed class Spdx3Ids(string uuid)
{
    /// <summary>CreationInfo is no element and needs no address outside its document.</summary>
    public const string Creation = "_:creation";

    public string Document { get; } = $"urn:uuid:{uuid}";

    public string Sbom => Document + "#sbom";

    public string Component(string id) => $"{Document}#component/{Escaped(id)}";

    public string File(string id) => $"{Document}#file/{Escaped(id)}";

    public string Agent(int number) => $"{Document}#agent/{number}";

    public string Tool(int number) => $"{Document}#tool/{number}";

    public string Licence(int number) => $"{Document}#licence/{number}";

    public string Relation(string word, string id) => $"{Document}#{word}/{Escaped(id)}";

    private static string Escaped(string id) => string.Join('/', id.Split('/').Select(Uri.EscapeDataString));
}
