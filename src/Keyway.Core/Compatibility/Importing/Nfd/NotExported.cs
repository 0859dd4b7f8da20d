// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Compatibility.Importing.Nfd;

/// <summary>An entry of a matrix that the other format cannot say, or not without refusing other hosts than the entry does.</summary>
/// <param name="Entry">Its id.</param>
/// <param name="Reason">Why it was left out.</param>
public sealed record NotExported(string Entry, string Reason)
{
    /// <summary>For people.</summary>
    public override string ToString() => $"{Entry}: {Reason}";
}
