// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Compatibility.Kabi;

/// <summary>
/// A kernel configuration file (<c>.config</c>, <c>/boot/config-*</c>): options by name without <c>CONFIG_</c>, off being <c>n</c>; and the vermagic
/// that follows from it. Immutable. Spec: spec/kabi §"Vermagic".
/// </summary>
public sealed class KernelConfiguration
{
    /// <summary>Largest file worth reading: a distribution's has a tenth of it.</summary>
    public const int MaximumLength = 4 << 20;

    // The order and the words of include/linux/vermagic.h; the last word is the architecture's own.
    private static readonly (string Option, string Word)[] VermagicWords =
        [("SMP", "SMP"), ("PREEMPT_BUILD", "preempt"), ("PREEMPT_RT", "preempt_rt"), ("MODULE_UNLOAD", "mod_unload"), ("MODVERSIONS", "modversions")];

    private readonly ImmutableDictionary<string, string> options;

    private KernelConfiguration(ImmutableDictionary<string, string> options) => this.options = options;

    /// <summary>The value of an option; null when the file does not speak of it.</summary>
    public string? this[string option] => options.GetValueOrDefault(option);

    /// <summary>Reads the text; lines that are no option are skipped, for the kernel's own files have many comments.</summary>
    public static KernelConfiguration Parse(string text)
    {
        var found = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
        {
            // An option that is off is a comment line: `# CONFIG_X is not set`.
            if (line.StartsWith("CONFIG_", StringComparison.Ordinal) && line.IndexOf('=', StringComparison.Ordinal) is > 7 and var sign) found[line[7..sign]] = line[(sign + 1)..].Trim('"', '\r');
            else if (line.StartsWith("# CONFIG_", StringComparison.Ordinal) && line.EndsWith(" is not set", StringComparison.Ordinal)) found[line[9..^11]] = "n";
        }

        return new(found.ToImmutable());
    }

    /// <summary>True when the option is built in.</summary>
    public bool IsOn(string option) => this[option] == "y";

    /// <summary>The instruction set the kernel was configured for, as a word; null when the file does not tell.</summary>
    public string? Isa => IsOn("X86_64") ? "amd64" : IsOn("ARM64") ? "arm64" : IsOn("RISCV") && IsOn("64BIT") ? "riscv64" : null;

    /// <summary>The vermagic of a kernel of that release; null when the configuration cannot tell: RANDSTRUCT adds a hash that no file shows.</summary>
    public string? Vermagic(string release, string? isa)
    {
        if (isa is null || !IsOn("MODULES") || IsOn("RANDSTRUCT")) return null;
        var words = VermagicWords.Where(word => IsOn(word.Option) && !(word.Word == "preempt" && IsOn("PREEMPT_RT"))).Select(word => word.Word);
        var own = isa switch { "riscv64" => " riscv", "arm64" => " aarch64", _ => "" };
        return $"{release} {string.Join(' ', words)}{own}";
    }
}
