// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using Keyway.Packages;

namespace Keyway.Resolution;

/// <summary>
/// Everything of a package's modules that <see cref="ModuleCheck"/> compares with a kernel, as one digest: packages that differ only in what no kernel looks
/// at make the same demand. Whatever the check starts to read has to be added here; the equality of fleet and single host is tested.
/// </summary>
internal static class ModuleDemand
{
    public static string Of(IReadOnlyList<PackagedLayer> layers)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var layer in layers)
        {
            Add(hash, $"layer {layer.Kind} {layer.Kernel}");
            foreach (var module in layer.Modules) Add(hash, module);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, PackagedModule module)
    {
        Add(hash, $"module {module.Name} {module.Vermagic}");
        Add(hash, $"licence {module.License}");
        Add(hash, $"signature {module.IsSigned} {module.SigningKey}");
        foreach (var name in module.ImportNamespaces ?? []) Add(hash, $"namespace {name}");
        foreach (var (symbol, crc) in module.Imports) Add(hash, $"import {crc ?? "-"} {symbol}");
        foreach (var (symbol, crc) in module.Exports) Add(hash, $"export {crc ?? "-"} {symbol}");
    }

    // With its length before it no row can be mistaken for two.
    private static void Add(IncrementalHash hash, string row)
    {
        var bytes = Encoding.UTF8.GetBytes(row);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
