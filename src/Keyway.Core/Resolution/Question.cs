// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;

namespace Keyway.Resolution;

/// <summary>
/// One question that a package asks of a host, and all that its answer depends on. It is asked of one host as it is, and of a fleet once for every distinct
/// reading, so there is one rule for both. A question that reads more than it declares finds that unknown in a fleet. Spec: spec/resolution §"Questions".
/// </summary>
internal sealed record Question
{
    public required string Check { get; init; }

    /// <summary>Answers it for the host of the inquiry, which is the one it was made for or another host of the same instruction set.</summary>
    public required Func<Inquiry, Finding> Ask { get; init; }

    /// <summary>Everything of the host that the answer depends on, besides the instruction set; empty when it depends on package and policy alone.</summary>
    public ImmutableArray<FactReading> Reads { get; init; } = [];

    /// <summary>True when the answer depends on the kernel's export table too; then the table's digest is among <see cref="Reads"/>.</summary>
    public bool ReadsSymbols { get; init; }

    /// <summary>What is demanded, complete and canonical: questions of one check with equal texts have equal outcomes on equal readings.</summary>
    public Func<string> Demand { get; init; } = () => "";

    /// <summary>Smaller questions, of which the worst outcome is the outcome of this one; empty when it is one piece.</summary>
    public ImmutableArray<Question> Parts { get; init; } = [];
}
