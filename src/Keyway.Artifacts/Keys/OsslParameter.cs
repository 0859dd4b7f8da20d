// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Keyway.Artifacts.Keys;

/// <summary>OSSL_PARAM of libcrypto (core.h): a named value; the one without a key ends a list.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct OsslParameter
{
    /// <summary>OSSL_PARAM_UTF8_STRING.</summary>
    public const uint Utf8Text = 4;

    public nint Key;
    public uint Type;
    public nint Value;
    public nuint Size;
    public nuint ReturnSize;
}
