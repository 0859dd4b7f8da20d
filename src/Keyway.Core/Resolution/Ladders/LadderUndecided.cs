// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Resolution.Ladders;

/// <summary>Nobody can say: a revision is not known, or the problem is larger than what is searched.</summary>
public sealed record LadderUndecided(string Reason) : LadderAnswer;
