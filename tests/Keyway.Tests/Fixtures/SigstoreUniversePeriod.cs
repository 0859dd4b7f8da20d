// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Tests.Fixtures;

/// <summary>From when to when a certificate of the universe is valid.</summary>
internal sealed record SigstoreUniversePeriod(DateTimeOffset Start, DateTimeOffset End)
{
    public static SigstoreUniversePeriod Around(DateTimeOffset time, TimeSpan before, TimeSpan after) => new(time - before, time + after);
}
