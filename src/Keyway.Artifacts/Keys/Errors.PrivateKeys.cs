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
    public static readonly ErrorCode ModuleUnusableCode = new("KW2020", ErrorKind.PreflightFailed, "PKCS #11 module unusable");
    public static readonly ErrorCode NoTokenKeyCode = new("KW2021", ErrorKind.NotFound, "no such key on a token");
    public static readonly ErrorCode PinRefusedCode = new("KW2022", ErrorKind.NotAuthorised, "PIN refused");
    public static readonly ErrorCode TokenRefusedCode = new("KW2023", ErrorKind.PreflightFailed, "token refused");
    public static readonly ErrorCode BadKeyReferenceCode = new("KW2024", ErrorKind.Usage, "not a reference to a key");
    public static readonly ErrorCode SignatureUnsoundCode = new("KW2025", ErrorKind.VerificationRefused, "unsound signature from a key");
    public static readonly ErrorCode ProgramFailedCode = new("KW2026", ErrorKind.PreflightFailed, "key program failed");

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

    public static KeywayException ModuleUnusable(string path, string reason) => KeywayException.Of(
        ModuleUnusableCode,
        $"the PKCS #11 module '{path}' cannot be used: {reason}",
        "name the shared library of the token's vendor by its absolute path (module-path)");

    public static KeywayException NoTokenKey(string path, string what, int count) => KeywayException.Of(
        NoTokenKeyCode,
        $"the PKCS #11 module '{path}' has {(count == 0 ? "no" : "more than one")} {what} of that name",
        "`pkcs11-tool --module MODULE --list-objects` shows what there is; name one by token, object and id");

    public static KeywayException PinRefused(string reason) => KeywayException.Of(
        PinRefusedCode,
        $"the token does not let us in: {reason}",
        "give the right PIN as one gives a password; after a few wrong ones a token locks itself");

    public static KeywayException TokenRefused(string path, string what, nuint code) => KeywayException.Of(
        TokenRefusedCode,
        $"the PKCS #11 module '{path}' did not {what}: it answered 0x{code:x}",
        "the PKCS #11 standard lists the codes (CKR_…); check the token and its log");

    public static KeywayException BadKeyReference(string reference, string reason) => KeywayException.Of(
        BadKeyReferenceCode,
        $"'{reference}' does not name a key: {reason}",
        "expected a file, pkcs11:token=T;object=O?module-path=/path/module.so, or exec:/path/program");

    public static KeywayException SignatureUnsound(string who) => KeywayException.Of(
        SignatureUnsoundCode,
        $"{who} gave a signature that does not verify with the public key it gave",
        "check that public and private key of that name belong together");

    public static KeywayException ProgramFailed(string program, string reason, Exception? inner = null) => KeywayException.Of(
        ProgramFailedCode,
        $"the key program '{program}' failed: {reason}",
        "run it by hand: PROGRAM public-key, and PROGRAM sign SCHEME with a hash on its input",
        inner: inner);
}
