// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>Refusals of the repository writer: KW2330 to KW2359.</summary>
internal static partial class Errors
{
    public static readonly ErrorCode KeyOfNoRoleCode = new("KW2330", ErrorKind.Usage, "kind of key that TUF clients do not know");

    public static KeywayException KeyOfNoRole(string found) => KeywayException.Of(
        KeyOfNoRoleCode, $"{found} has no name in TUF metadata", "use an Ed25519, ECDSA or RSA key");
}
