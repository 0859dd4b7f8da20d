// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Packages;

/// <summary>Catches a refusal and compares its text with the golden file of its code.</summary>
internal static class Refusals
{
    public static KeywayException Of(Action action) => Assert.Throws<KeywayException>(action);

    public static void Verify(string code, Action action, params (string Text, string Name)[] variable)
    {
        var refusal = Of(action);

        Assert.Equal(code, refusal.Code.Id);
        Golden.Verify($"errors/{code}.txt", ErrorText.Of(refusal, variable));
    }
}
