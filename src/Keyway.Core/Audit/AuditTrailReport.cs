// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Transparency;

namespace Keyway.Audit;

/// <summary>A trail that was checked as a whole and found intact.</summary>
/// <param name="Key">The key that signed it.</param>
/// <param name="Head">Its signed tree head.</param>
/// <param name="Admitted">How many decisions admitted something.</param>
/// <param name="Refused">How many refused something.</param>
/// <param name="TimesSetBack">How often a decision has an earlier time than the one before it: the clock was set back.</param>
/// <param name="Unlogged">Documents whose digest is not in the log: recorded in the moment in which the program or machine died, or put there by others.</param>
public sealed record AuditTrailReport(NoteKey Key, Checkpoint Head, long Admitted, long Refused, long TimesSetBack, IReadOnlyList<string> Unlogged);
