// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Keys;

namespace Keyway.Cli.Output;

/// <summary>What the <c>keyway key</c> commands print with <c>--json</c>.</summary>
internal sealed record KeyDocument(string Kind, int Bits, string Fingerprint, string PublicKey, string? PrivateKeyFile, string? PublicKeyFile)
{
    public static KeyDocument Of(PublicKey key, KeyFiles? files) => new(key.Kind.Word(), key.Bits, key.Fingerprint.ToString(), key.ToPem(), files?.PrivateKey, files?.PublicKey);
}
