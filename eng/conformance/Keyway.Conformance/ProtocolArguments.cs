// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Conformance;

/// <summary>The arguments of a conformance protocol: <c>--name value</c> pairs in any order, and operands.</summary>
internal sealed class ProtocolArguments
{
    private readonly Dictionary<string, string> options = new(StringComparer.Ordinal);
    private readonly List<string> operands = [];

    /// <param name="args">What follows the suite's name.</param>
    /// <param name="flags">Options without a value.</param>
    public ProtocolArguments(IReadOnlyList<string> args, params IReadOnlyList<string> flags)
    {
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
                operands.Add(args[i]);
            else if (flags.Contains(args[i]))
                options[args[i]] = "";
            else if (i + 1 < args.Count)
                options[args[i]] = args[++i];
            else
                throw new ProtocolException($"{args[i]} has no value");
        }
    }

    public bool Has(string option) => options.ContainsKey(option);

    public string this[string option] => options.TryGetValue(option, out var value) ? value : throw new ProtocolException($"{option} is missing");

    public string Operand(int index) => index < operands.Count ? operands[index] : throw new ProtocolException($"argument {index + 1} is missing");
}
