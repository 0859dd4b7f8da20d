// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway policy test --json</c> prints.</summary>
internal sealed record PolicyTestDocument(IReadOnlyList<PolicyTestDocument.Case> Cases)
{
    /// <summary>One case; without a problem it came out as expected.</summary>
    internal sealed record Case(string File, string Name, string? Problem);
}
