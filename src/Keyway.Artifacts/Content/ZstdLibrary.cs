// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Keyway.Artifacts.Content;

/// <summary>The system's libzstd, 1.4 or newer: the stable part of its streaming interface. docs/decisions/0011-compression.md says why it is not a package.</summary>
internal static partial class ZstdLibrary
{
    private const string Name = "libzstd.so.1";

    // Members of ZSTD_cParameter and ZSTD_dParameter in zstd.h.
    public const int CompressionLevel = 100;
    public const int ChecksumFlag = 201;
    public const int WorkerCount = 400;
    public const int JobSize = 401;
    public const int MaxWindowLog = 100;

    // Members of ZSTD_EndDirective.
    public const int Continue = 0;
    public const int End = 2;

    /// <summary>Throws the one clear refusal when the library is not installed.</summary>
    public static void Require() => Require(Name);

    internal static void Require(string library)
    {
        if (!NativeLibrary.TryLoad(library, typeof(ZstdLibrary).Assembly, DllImportSearchPath.SafeDirectories, out _)) throw Errors.ZstdMissing(library);
    }

    public static string ErrorName(nuint code) => Marshal.PtrToStringUTF8(GetErrorName(code)) ?? "unknown";

    public static int MaxLevel()
    {
        Require();
        return GetMaxLevel();
    }

    [LibraryImport(Name, EntryPoint = "ZSTD_isError")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint IsErrorCode(nuint code);

    public static bool IsError(nuint code) => IsErrorCode(code) != 0;

    [LibraryImport(Name, EntryPoint = "ZSTD_getErrorName")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial IntPtr GetErrorName(nuint code);

    [LibraryImport(Name, EntryPoint = "ZSTD_maxCLevel")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetMaxLevel();

    [LibraryImport(Name, EntryPoint = "ZSTD_createCCtx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial ZstdCompressor CreateCompressor();

    [LibraryImport(Name, EntryPoint = "ZSTD_freeCCtx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nuint FreeCompressor(IntPtr context);

    [LibraryImport(Name, EntryPoint = "ZSTD_CCtx_setParameter")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nuint SetParameter(ZstdCompressor context, int parameter, int value);

    [LibraryImport(Name, EntryPoint = "ZSTD_CCtx_setPledgedSrcSize")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nuint SetPledgedSize(ZstdCompressor context, ulong size);

    [LibraryImport(Name, EntryPoint = "ZSTD_compressStream2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nuint Compress(ZstdCompressor context, ref Buffer output, ref Buffer input, int directive);

    [LibraryImport(Name, EntryPoint = "ZSTD_createDCtx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial ZstdDecompressor CreateDecompressor();

    [LibraryImport(Name, EntryPoint = "ZSTD_freeDCtx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nuint FreeDecompressor(IntPtr context);

    [LibraryImport(Name, EntryPoint = "ZSTD_DCtx_setParameter")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nuint SetParameter(ZstdDecompressor context, int parameter, int value);

    [LibraryImport(Name, EntryPoint = "ZSTD_decompressStream")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nuint Decompress(ZstdDecompressor context, ref Buffer output, ref Buffer input);

    /// <summary>ZSTD_inBuffer and ZSTD_outBuffer.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Buffer
    {
        public IntPtr Bytes;
        public nuint Size;
        public nuint Position;

        public readonly bool HasRest => Position < Size;

        public static unsafe Buffer Over(byte* bytes, int length) => new() { Bytes = (IntPtr)bytes, Size = (nuint)length };
    }
}
