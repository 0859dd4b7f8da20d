// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.CommandLine.Parsing;
using Keyway.Artifacts;

namespace Keyway.Cli;

/// <summary>Refusals of the command line itself: KW9000 to KW9099.</summary>
internal static partial class Errors
{
    public static readonly ErrorCode BadCommandLineCode = new("KW9001", ErrorKind.Usage, "the command line is wrong");

    public static readonly ErrorCode NoSuchFileCode = new("KW9002", ErrorKind.NotFound, "a file or directory that was named is not there");

    public static readonly ErrorCode FileSystemCode = new("KW9003", ErrorKind.PreflightFailed, "the file system refused a read or a write");

    public static readonly ErrorCode UnknownIsaCode = new("KW9010", ErrorKind.Usage, "not an instruction set");

    public static readonly ErrorCode NoNewPasswordCode = new("KW9020", ErrorKind.NotAuthorised, "no password for a new key");

    public static readonly ErrorCode FileExistsCode = new("KW9021", ErrorKind.PreflightFailed, "a file that would be written exists");

    public static readonly ErrorCode NoSignerCode = new("KW9022", ErrorKind.Usage, "nobody named to sign");

    public static readonly ErrorCode BadPredicateTypeCode = new("KW9023", ErrorKind.Usage, "not a predicate type");

    public static readonly ErrorCode BadPredicateCode = new("KW9024", ErrorKind.Usage, "not a predicate");

    public static readonly ErrorCode BadSourceDateCode = new("KW9030", ErrorKind.Usage, "not a source date");

    public static KeywayException BadSourceDate(string text) => KeywayException.Of(
        BadSourceDateCode,
        $"SOURCE_DATE_EPOCH is '{text}', not a number of seconds since 1970",
        "set it to what `git log -1 --format=%ct` prints, or unset it",
        "nothing was done");

    public static readonly ErrorCode NoTrustedRootCode = new("KW9025", ErrorKind.Usage, "no trusted root");

    public static readonly ErrorCode NobodyTrustedCode = new("KW9026", ErrorKind.Usage, "nobody named to trust");

    public static readonly ErrorCode NoTrustDirectoryCode = new("KW9027", ErrorKind.Usage, "no place for trust documents");

    public static readonly ErrorCode TooLargeCode = new("KW9028", ErrorKind.Usage, "a file larger than it can be");

    public static readonly ErrorCode BadAddressCode = new("KW9031", ErrorKind.Usage, "not a web address");

    public static KeywayException BadAddress(string text) => KeywayException.Of(BadAddressCode, $"'{text}' is not a web address", "write it as https://host/path", "nothing was done");

    public static KeywayException NoTrustedRoot() => KeywayException.Of(
        NoTrustedRootCode,
        "an identity is only as good as the authorities behind it, and there is no trusted root",
        "name one with --trusted-root, or store one with `keyway trust import`");

    public static KeywayException NobodyTrusted() => KeywayException.Of(
        NobodyTrustedCode,
        "nothing says whose signature counts",
        "give --key, or --identity with --issuer");

    public static KeywayException NoTrustDirectory() => KeywayException.Of(
        NoTrustDirectoryCode,
        "nothing says where trust documents are kept: neither KEYWAY_TRUST nor XDG_CONFIG_HOME nor HOME is set",
        "set KEYWAY_TRUST to a directory");

    public static KeywayException TooLarge(string path, int limit) => KeywayException.Of(TooLargeCode, $"'{path}' has more than {limit} bytes", "check that it is the right file");

    public static KeywayException NoSigner() => KeywayException.Of(
        NoSignerCode,
        "no key was named to sign with, and there is no signing configuration that says where an identity is certified",
        "name a private key with --key, or the services with --signing-config; `keyway trust` stores them",
        "nothing was signed");

    public static KeywayException BadPredicateType(string text, IEnumerable<string> words) => KeywayException.Of(
        BadPredicateTypeCode,
        $"'{text}' is not a predicate type",
        $"give an absolute URI, or one of {string.Join(", ", words)}",
        "nothing was signed");

    public static KeywayException SignatureIsNoAttestation(string type) => KeywayException.Of(
        BadPredicateTypeCode,
        $"'{type}' is the predicate type of signatures, not of attestations",
        "sign with `keyway sign`",
        "nothing was signed");

    public static KeywayException BadPredicate(string path, string reason, Exception? inner) => KeywayException.Of(
        BadPredicateCode,
        $"'{path}' cannot be the predicate of an attestation: {reason}",
        "give a file with one JSON object",
        "nothing was signed",
        inner);

    public static KeywayException NoNewPassword() => KeywayException.Of(
        NoNewPasswordCode,
        "a private key is written encrypted, and no password was given",
        "name a file with --password-file or set KEYWAY_KEY_PASSWORD; `keyway key generate --no-password` leaves a key unencrypted");

    public static KeywayException FileExists(string path) => KeywayException.Of(FileExistsCode, $"'{path}' exists", "choose another name with --output, or move the file away first");

    public static readonly ErrorCode NoLogTrustCode = new("KW9040", ErrorKind.Usage, "no key or policy for a log");

    public static readonly ErrorCode NoCheckpointCode = new("KW9041", ErrorKind.NotFound, "no checkpoint of a log");

    public static KeywayException NoLogTrust() => KeywayException.Of(
        NoLogTrustCode,
        "neither a key nor a policy says which log to believe",
        "add --vkey with the log's public key, or --policy with a file",
        "nothing was done");

    public static KeywayException NoCheckpoint(string log) => KeywayException.Of(NoCheckpointCode, $"{log} has no checkpoint", "check the path or URL of the log");

    public static readonly ErrorCode NoIsaOfKernelCode = new("KW9011", ErrorKind.Usage, "the instruction set of a kernel is not known");

    public static KeywayException NoIsaOfKernel(string kernel) => KeywayException.Of(NoIsaOfKernelCode, $"'{kernel}' does not tell the instruction set of its kernel", "add --isa, or name a headers directory or kabi document", "nothing was done");

    public static KeywayException UnknownIsa(string word) => KeywayException.Of(UnknownIsaCode, $"'{word}' is not an instruction set", "valid: riscv64, amd64, arm64", "nothing was done");

    public static KeywayException BadCommandLine(ParseResult parsed)
    {
        var problems = parsed.Errors.Select(error => string.Join(' ', error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.')).Distinct(StringComparer.Ordinal);
        return KeywayException.Of(BadCommandLineCode, string.Join("; ", problems), $"see `{PathOf(parsed.CommandResult)} --help`", "nothing was done");
    }

    public static KeywayException FileSystem(Exception refusal) => refusal is FileNotFoundException or DirectoryNotFoundException
        ? KeywayException.Of(NoSuchFileCode, refusal.Message, "check the path", inner: refusal)
        : KeywayException.Of(FileSystemCode, refusal.Message, "check permissions and free space, then run the command again", "what was complete before the refusal is kept, nothing is half-written under a final name", refusal);

    private static string PathOf(CommandResult result) => result.Parent is CommandResult parent ? $"{PathOf(parent)} {result.Command.Name}" : "keyway";
}
