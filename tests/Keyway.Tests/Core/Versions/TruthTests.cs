// SPDX-License-Identifier: Apache-2.0

using Keyway.Versions;

namespace Keyway.Tests.Core.Versions;

public sealed class TruthTests
{
    private static readonly Truth[] All = [Truth.False, Truth.Unknown, Truth.True];

    [Theory]
    [InlineData(Truth.False, Truth.Unknown, Truth.False, Truth.Unknown)]
    [InlineData(Truth.True, Truth.Unknown, Truth.Unknown, Truth.True)]
    [InlineData(Truth.True, Truth.False, Truth.False, Truth.True)]
    [InlineData(Truth.Unknown, Truth.Unknown, Truth.Unknown, Truth.Unknown)]
    [InlineData(Truth.True, Truth.True, Truth.True, Truth.True)]
    [InlineData(Truth.False, Truth.False, Truth.False, Truth.False)]
    public void Tables_are_Kleenes(Truth left, Truth right, Truth and, Truth or)
    {
        Assert.Equal((and, or), (left.And(right), left.Or(right)));
        Assert.Equal((and, or), (right.And(left), right.Or(left)));
    }

    [Fact]
    public void De_Morgan_holds()
    {
        foreach (var left in All)
            foreach (var right in All)
                Assert.Equal(left.And(right).Not(), left.Not().Or(right.Not()));
    }

    [Fact]
    public void Not_swaps_the_ends_and_keeps_unknown() => Assert.Equal([Truth.True, Truth.Unknown, Truth.False], All.Select(truth => truth.Not()));

    [Fact]
    public void Null_is_unknown()
    {
        bool? absent = null;

        Assert.Equal(Truth.Unknown, absent.ToTruth());
        Assert.Equal(Truth.True, true.ToTruth());
        Assert.Equal(Truth.False, false.ToTruth());
    }

    [Fact]
    public void What_is_decided_stays_decided_when_an_unknown_is_learned()
    {
        foreach (var left in All)
            foreach (var learned in new[] { Truth.False, Truth.True })
            {
                if (left.And(Truth.Unknown) != Truth.Unknown) Assert.Equal(left.And(Truth.Unknown), left.And(learned));
                if (left.Or(Truth.Unknown) != Truth.Unknown) Assert.Equal(left.Or(Truth.Unknown), left.Or(learned));
            }
    }
}
