// SPDX-License-Identifier: Apache-2.0

using Microsoft.Win32.SafeHandles;

namespace Keyway.Artifacts.Content;

/// <summary>A ZSTD_DCtx.</summary>
internal sealed class ZstdDecompressor() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() => !ZstdLibrary.IsError(ZstdLibrary.FreeDecompressor(handle));
}
