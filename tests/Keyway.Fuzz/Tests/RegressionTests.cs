// SPDX-License-Identifier: Apache-2.0

using Keyway.Fuzz.Engine;

namespace Keyway.Fuzz.Tests;

/// <summary>Every input that was a finding once is accepted or refused now.</summary>
public sealed class RegressionTests
{
    private static readonly Lazy<InstrumentedContext> Context = new();

    public static TheoryData<string, string> Inputs
    {
        get
        {
            TheoryData<string, string> inputs = [];
            foreach (var (target, file) in Regressions.All()) inputs.Add(target, file);
            return inputs;
        }
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Former_finding_is_accepted_or_refused(string target, string file)
    {
        lock (Context) Assert.Null(Context.Value.Judge(target, Regressions.Read(target, file)));
    }
}
