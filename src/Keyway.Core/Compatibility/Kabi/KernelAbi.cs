// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;

namespace Keyway.Compatibility.Kabi;

/// <summary>
/// What of a kernel decides whether a module loads into it: vermagic, exported symbols with their CRCs, namespaces and licences, and what it does about
/// signatures. Immutable. Spec: spec/kabi.
/// </summary>
public sealed record KernelAbi
{
    /// <summary>Largest document that is read, in bytes.</summary>
    public const int MaximumDocument = KernelAbiReader.MaximumBytes;

    /// <summary>What it was read from, for messages; not part of the document.</summary>
    public required string Source { get; init; }

    /// <summary>As <c>uname -r</c> prints it; null when the source does not tell.</summary>
    public string? Release { get; init; }

    /// <summary><c>riscv64</c>, <c>amd64</c> or <c>arm64</c>; null when the source does not tell.</summary>
    public string? Isa { get; init; }

    /// <summary>Words separated by one blank; null when the source does not tell.</summary>
    public string? Vermagic { get; init; }

    /// <summary>Whether the kernel checks CRCs; null when nothing says so.</summary>
    public bool? HasModversions => Vermagic?.Split(' ').Contains("modversions") ?? (Symbols.Exports.Any(export => export.Value.Crc != 0) ? true : null);

    public SignatureRule Signatures { get; init; }

    /// <summary>The exports. Complete: what is not there is not exported.</summary>
    public required KernelSymbols Symbols { get; init; }

    /// <summary>Reads a kabi document.</summary>
    /// <exception cref="KeywayException">KW3330 to KW3332: not a kabi document.</exception>
    public static KernelAbi Parse(ReadOnlyMemory<byte> json, string source) => KernelAbiReader.Read(json, source);

    /// <summary>The canonical document: the same ABI is always the same bytes.</summary>
    public byte[] ToJson() => KernelAbiJson.Write(this);

    /// <summary>The rows of a <c>Module.symvers</c>, in ordinal order of the symbols.</summary>
    public IEnumerable<string> ToSymvers() => Symbols.Exports.Select(export =>
        $"{export.Value.CrcText}\t{export.Key}\t{export.Value.Module ?? "vmlinux"}\tEXPORT_SYMBOL{(export.Value.IsGplOnly == true ? "_GPL" : "")}\t{export.Value.Namespace}");
}
