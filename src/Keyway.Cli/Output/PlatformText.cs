// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Oci;

namespace Keyway.Cli.Output;

/// <summary><c>linux/riscv64</c>, with the variant where there is one.</summary>
internal static class PlatformText
{
    public static string? Of(Platform? platform) => platform is null ? null : string.Join('/', new[] { platform.Os, platform.Architecture, platform.Variant }.OfType<string>());
}
