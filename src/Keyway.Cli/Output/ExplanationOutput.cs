// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Resolution.Explanations;

namespace Keyway.Cli.Output;

/// <summary>Prints an explanation: one screen of text, or the document of spec/explanation.</summary>
internal static class ExplanationOutput
{
    public static void Print(Explanation explanation, CliContext context, bool json)
    {
        if (json) context.Output.Write(Encoding.UTF8.GetString(ExplanationJson.Write(explanation)));
        else foreach (var line in ExplanationText.Lines(explanation)) context.Output.WriteLine(line);
    }
}
