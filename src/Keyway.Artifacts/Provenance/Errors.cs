// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Provenance;

/// <summary>Refusals of this folder: KW2600 to KW2619.</summary>
internal static class Errors
{
    public static readonly ErrorCode BadStatementCode = new("KW2600", ErrorKind.VerificationRefused, "not an in-toto statement");
    public static readonly ErrorCode StatementTooLargeCode = new("KW2601", ErrorKind.VerificationRefused, "in-toto statement too large");
    public static readonly ErrorCode BadPredicateCode = new("KW2602", ErrorKind.VerificationRefused, "not a predicate of its type");

    public static KeywayException BadStatement(string document, string reason, Exception? inner = null) => KeywayException.Of(
        BadStatementCode,
        $"{document} is not an in-toto Statement v1 (in-toto attestation 1.0, Statement layer): {reason}",
        "ask whoever made the attestation for one that follows the specification; nothing in it counts",
        inner: inner);

    public static KeywayException StatementTooLarge(string document, string found, string limit) => KeywayException.Of(
        StatementTooLargeCode,
        $"{document} has {found}, and a statement may have {limit}",
        "ask whoever made the attestation to split it");

    public static KeywayException BadPredicate(string predicateType, string path, string found, string expected) => KeywayException.Of(
        BadPredicateCode,
        $"the predicate is not {predicateType}: {path} is {found}, expected {expected}",
        "ask whoever made the attestation for one that follows the specification of its predicate; nothing in it counts");
}
