// SPDX-License-Identifier: Apache-2.0

using Microsoft.Win32.SafeHandles;

namespace Keyway.Artifacts.Content;

/// <summary>A ZSTD_CCtx.</summary>
internal sealed class ZstdCompressor() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() => !ZstdLibrary.IsError(ZstdLibrary.FreeCompressor(handle));
}
