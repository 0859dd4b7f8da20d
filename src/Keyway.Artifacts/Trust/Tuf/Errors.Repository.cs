// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>Refusals of the repository writer: KW2330 to KW2359.</summary>
internal static partial class Errors
{
    public static readonly ErrorCode KeyOfNoRoleCode = new("KW2330", ErrorKind.Usage, "kind of key that TUF clients do not know");
    public static readonly ErrorCode NoRepositoryCode = new("KW2331", ErrorKind.NotFound, "no TUF repository");
    public static readonly ErrorCode RepositoryExistsCode = new("KW2332", ErrorKind.Usage, "TUF repository exists");
    public static readonly ErrorCode BadPlanCode = new("KW2333", ErrorKind.Usage, "impossible TUF role");
    public static readonly ErrorCode NoSuchRoleCode = new("KW2334", ErrorKind.NotFound, "no such TUF role");
    public static readonly ErrorCode BrokenRepositoryCode = new("KW2335", ErrorKind.VerificationRefused, "broken TUF repository");
    public static readonly ErrorCode NotReadyCode = new("KW2337", ErrorKind.PreflightFailed, "TUF role lacks signatures");

    public static KeywayException KeyOfNoRole(string found) => KeywayException.Of(
        KeyOfNoRoleCode, $"{found} has no name in TUF metadata", "use an Ed25519, ECDSA or RSA key");

    public static KeywayException NoRepository(string directory) => KeywayException.Of(
        NoRepositoryCode, $"'{directory}' is no TUF repository: it has neither metadata/ nor staged/", "check the path; `keyway tuf init` makes a new one");

    public static KeywayException RepositoryExists(string directory) => KeywayException.Of(
        RepositoryExistsCode, $"'{directory}' is a TUF repository already", "choose another directory; `keyway tuf rotate` changes the keys of an existing one");

    public static KeywayException BadPlan(string role, string reason) => KeywayException.Of(
        BadPlanCode, $"the role '{role}' cannot be so: {reason}", "change the keys, the threshold or the paths; `keyway tuf status` shows what there is");

    public static KeywayException NoSuchRole(string role, string directory) => KeywayException.Of(
        NoSuchRoleCode, $"'{directory}' has no role '{role}'", "`keyway tuf status` lists the roles; `keyway tuf delegate` makes one");

    public static KeywayException BrokenRepository(string directory, string file) => KeywayException.Of(
        BrokenRepositoryCode, $"the TUF repository '{directory}' lacks metadata/{file}, which its own metadata names", "get the missing file back from a copy of the repository");

    public static KeywayException NotReady(StagedStatus status) => KeywayException.Of(
        NotReadyCode,
        $"{status.Role} version {status.Version} is signed by {status.Signers} of its keys, expected {status.Threshold} or more",
        "sign it with the missing keys: `keyway tuf sign DIRECTORY --key KEY`, for snapshot and timestamp `keyway tuf publish DIRECTORY --key KEY`",
        "nothing was published; what is staged stays");
}
