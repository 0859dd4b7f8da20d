// SPDX-License-Identifier: Apache-2.0

namespace Keyway.EndToEnd.Samples;

/// <summary>One shell step.</summary>
internal sealed record RecipeStep(string Name, string Script)
{
    /// <summary>Whether it calls what a machine without containers has not.</summary>
    public bool NeedsAbsentPrograms => Script.Split('\n').Any(line => line.TrimStart().StartsWith("docker ", StringComparison.Ordinal) || line.TrimStart().StartsWith("cosign ", StringComparison.Ordinal));
}
