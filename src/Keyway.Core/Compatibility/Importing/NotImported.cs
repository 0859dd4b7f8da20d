// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Compatibility.Importing;

/// <summary>A statement of a document that a matrix cannot say, or not without claiming more than the document does.</summary>
/// <param name="Document">The document.</param>
/// <param name="Line">Where it stands; 0 when it is about the document as a whole.</param>
/// <param name="What">The statement.</param>
/// <param name="Reason">Why it was left out.</param>
public sealed record NotImported(string Document, long Line, string What, string Reason)
{
    /// <summary>For people.</summary>
    public override string ToString() => Line == 0 ? $"{Document}: {What}: {Reason}" : $"{Document}({Line}): {What}: {Reason}";
}
