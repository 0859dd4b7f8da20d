// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;

namespace Keyway.Tests.Fixtures;

/// <summary>A refusal as the golden files keep it, with what changes from run to run replaced.</summary>
internal static class ErrorText
{
    /// <param name="refusal">What was thrown.</param>
    /// <param name="variable">Pairs of text and what stands for it: <c>(directory.Path, "DIR")</c>.</param>
    public static string Of(KeywayException refusal, params (string Text, string Name)[] variable)
    {
        var text = $"{refusal.Code.Id} {refusal.Code.Kind} {refusal.Code.Title}\n{refusal.Message}\nstate: {refusal.State}\nnext: {refusal.Hint}\n";
        return variable.Aggregate(text, (current, pair) => current.Replace(pair.Text, pair.Name, StringComparison.Ordinal));
    }
}
