// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Keys;

/// <summary>Refusals about private keys: KW2006 to KW2029.</summary>
internal static partial class Errors
{
    public static readonly ErrorCode PasswordMissingCode = new("KW2006", ErrorKind.NotAuthorised, "private key needs a password");
    public static readonly ErrorCode WrongPasswordCode = new("KW2007", ErrorKind.NotAuthorised, "wrong password");
    public static readonly ErrorCode SodiumMissingCode = new("KW2008", ErrorKind.PreflightFailed, "libsodium missing");
    public static readonly ErrorCode KeyFileExistsCode = new("KW2009", ErrorKind.PreflightFailed, "key file exists");
    public static readonly ErrorCode BadPasswordFileCode = new("KW2010", ErrorKind.Usage, "unreadable password file");
    public static readonly ErrorCode NoKeyFileCode = new("KW2011", ErrorKind.NotFound, "no such key file");

    public static KeywayException PasswordMissing() => KeywayException.Of(
        PasswordMissingCode,
        "the private key is encrypted and no password was given",
        "give the password by a file or by the environment, or run the command at a terminal");

    public static KeywayException WrongPassword() => KeywayException.Of(
        WrongPasswordCode,
        "the private key cannot be decrypted: the password is wrong or the file was changed",
        "check the password; a key whose password is lost has to be replaced");

    public static KeywayException SodiumMissing(string library) => KeywayException.Of(
        SodiumMissingCode,
        $"cosign's key files and, with an older libcrypto, Ed25519ph need {library}, which is not installed",
        "install libsodium (Debian: libsodium23), or use a key in PKCS #8");

    public static KeywayException KeyFileExists(string path) => KeywayException.Of(
        KeyFileExistsCode,
        $"'{path}' exists, and a private key is never written over another file",
        "move that file away, or choose another name",
        "the file is as it was");

    public static KeywayException BadPasswordFile(string path, string reason, Exception? inner = null) => KeywayException.Of(
        BadPasswordFileCode,
        $"the password file '{path}' cannot be read: {reason}",
        "name a file that holds the password on one line",
        inner: inner);

    public static KeywayException NoKeyFile(string path, string reason, Exception? inner = null) => KeywayException.Of(
        NoKeyFileCode,
        $"the key file '{path}' cannot be read: {reason}",
        "check the path; `keyway key generate` makes a key",
        inner: inner);
}
