// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages;

namespace Keyway.Compatibility.Kabi;

/// <summary>Who may use a symbol of a namespace: whoever imports it; or, for a namespace <c>module:a,b*</c>, the modules that it names (Linux 6.16).</summary>
internal static class SymbolNamespace
{
    private const string ForModules = "module:";

    public static bool IsOpenTo(string name, PackagedModule module) => name.StartsWith(ForModules, StringComparison.Ordinal)
        ? name[ForModules.Length..].Split(',').Any(pattern => Names(pattern, module.Name))
        : module.ImportNamespaces?.Contains(name) ?? false;

    // As the kernel: a star at the end only, and `-` is `_`.
    private static bool Names(string pattern, string module)
    {
        var plain = pattern.Trim().Replace('-', '_');
        return plain.EndsWith('*') ? module.StartsWith(plain[..^1], StringComparison.Ordinal) : module == plain;
    }
}
