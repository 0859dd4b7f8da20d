// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>
/// A metadata file as it was received: its bytes, the canonical bytes that its signatures cover, and the signatures by key id (TUF section 4.2.1). Nothing in it is
/// trusted yet. Immutable.
/// </summary>
internal sealed class SignedDocument
{
    private const int MaxDepth = 64;
    private const int MaxSignatures = 256;

    private SignedDocument(string file, byte[] bytes, byte[] signedBytes, JsonElement signed, IReadOnlyDictionary<string, byte[]> signatures)
    {
        File = file;
        Bytes = bytes;
        SignedBytes = signedBytes;
        Signed = signed;
        Signatures = signatures;
    }

    /// <summary>Name for refusals, such as <c>2.root.json</c>.</summary>
    public string File { get; }

    public byte[] Bytes { get; }

    public byte[] SignedBytes { get; }

    public JsonElement Signed { get; }

    /// <summary>By key id. A signature that is no hexadecimal text is empty, which no key accepts: other signatures may still reach the threshold.</summary>
    public IReadOnlyDictionary<string, byte[]> Signatures { get; }

    /// <exception cref="KeywayException">KW2300: not a metadata file.</exception>
    public static SignedDocument Parse(byte[] bytes, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            var members = MetadataMembers.Of(document.RootElement, file, "file");
            var signed = members.Object("signed").Value.Clone();
            return new(file, bytes, CanonicalJson.Of(signed), signed, ReadSignatures(members));
        }
        catch (Exception reason) when (reason is JsonException or FormatException or InvalidOperationException or DecoderFallbackException)
        {
            throw Errors.BadMetadata(file, reason.Message, reason);
        }
    }

    private static Dictionary<string, byte[]> ReadSignatures(MetadataMembers members)
    {
        Dictionary<string, byte[]> signatures = new(StringComparer.Ordinal);
        foreach (var element in members.Array("signatures"))
        {
            var signature = MetadataMembers.Of(element, members.File, "signatures[]");
            var keyId = signature.Text("keyid");
            if (signatures.Count == MaxSignatures) throw Errors.BadMetadata(members.File, $"it has more than {MaxSignatures} signatures");
            if (!signatures.TryAdd(keyId, Bytes16(signature.Text("sig")))) throw Errors.BadMetadata(members.File, $"it has two signatures of the key id {keyId}");
        }

        return signatures;
    }

    private static byte[] Bytes16(string hexadecimal)
    {
        var bytes = new byte[hexadecimal.Length / 2];
        return Convert.FromHexString(hexadecimal, bytes, out _, out _) == System.Buffers.OperationStatus.Done ? bytes : [];
    }
}
