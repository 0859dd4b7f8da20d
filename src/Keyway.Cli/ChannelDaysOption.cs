// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Keyway.Cli;

/// <summary>The option <c>--days</c> of what a director says: how long it holds. What no calendar has is a wrong command line.</summary>
internal static class ChannelDaysOption
{
    private const int Longest = 36_500;

    public static Option<int> Create(int usual)
    {
        Option<int> days = new("--days") { Description = "How long it holds", DefaultValueFactory = _ => usual };
        days.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() > Longest) result.AddError($"--days is at most {Longest}");
        });
        return days;
    }
}
