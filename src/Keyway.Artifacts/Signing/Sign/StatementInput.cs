// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Provenance;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Signing.Verify;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>An in-toto statement that goes into a DSSE envelope; signed is its pre-authentication encoding.</summary>
internal sealed class StatementInput : SignedInput
{
    private readonly ReadOnlyMemory<byte> statement;
    private readonly byte[] encoding;
    private readonly Digest subject;

    /// <exception cref="KeywayException">KW2600 it is no statement; KW2217 it names no subject by SHA-256 or SHA-512.</exception>
    public StatementInput(ReadOnlyMemory<byte> statement)
    {
        this.statement = statement;
        encoding = DssePae.Encode(StatementTypes.PayloadType, statement.Span);
        subject = StatementReader.Read(statement, "the statement").Subject.Select(one => DigestOf(one.Digest)).FirstOrDefault(digest => !digest.IsNone);
        if (subject.IsNone) throw Errors.NoSubject();
    }

    public override SignedArtifact Artifact => SignedArtifact.FromDigest(subject);

    protected override ReadOnlyMemory<byte> Message => encoding;

    protected override ValueTask<byte[]> HashAsync(SignatureScheme scheme, CancellationToken cancellationToken) => ValueTask.FromResult(CryptographicOperations.HashData(HashOf(scheme), encoding));

    protected override SignedContent Content(SignatureScheme scheme, byte[] hash, byte[] signature) =>
        new DsseEnvelope { Payload = statement, PayloadType = StatementTypes.PayloadType, Signatures = [new DsseSignature(signature)] };

    private static Digest DigestOf(DigestSet set) =>
        set.Sha256 is { IsNone: false } sha256 ? sha256 : set.Values.TryGetValue("sha512", out var hex) ? Digest.Parse("sha512:" + hex) : default;
}
