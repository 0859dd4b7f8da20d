// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages.Spdx;

/// <summary>Something to say about a licence expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Position">Zero-based index of the character it starts at.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Hint">What would be right.</param>
internal sealed record SpdxProblem(SpdxProblemKind Kind, int Position, string Message, string Hint);
