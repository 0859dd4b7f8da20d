// SPDX-License-Identifier: Apache-2.0

using System.Text.Encodings.Web;
using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Sbom.CycloneDx;
using Keyway.Artifacts.Sbom.Spdx2;
using Keyway.Artifacts.Sbom.Spdx3;

namespace Keyway.Artifacts.Sbom;

/// <summary>Writes documents: the same value gives the same bytes, wherever and whenever. Spec: spec/sbom §"Determinism".</summary>
public static class SbomWriter
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The whole document.</summary>
    /// <exception cref="KeywayException">KW2701: it would be larger than what is read.</exception>
    public static byte[] Write(SbomDocument document, SbomFormat format)
    {
        using HashingStream content = new(Stream.Null, DigestAlgorithm.Sha256);
        Write(document, format, ContentUuid.Nil, content);
        if (content.Count > SbomLimits.Bytes) throw Errors.TooLarge(Errors.Shown(document.Name), $"{content.Count} bytes when written as {format.Word()}", SbomLimits.Bytes);
        MemoryStream stream = new((int)content.Count);
        Write(document, format, ContentUuid.Of(content.Digest), stream);
        return stream.ToArray();
    }

    private static void Write(SbomDocument document, SbomFormat format, string uuid, Stream stream)
    {
        using (Utf8JsonWriter json = new(stream, Layout))
        {
            switch (format)
            {
                case SbomFormat.CycloneDx16 or SbomFormat.CycloneDx17: new CycloneDxWriter(json, format).Write(document, uuid); break;
                case SbomFormat.Spdx301: new Spdx3Writer(json).Write(document, uuid); break;
                case SbomFormat.Spdx23: new Spdx2Writer(json).Write(document, uuid); break;
                default: throw new ArgumentOutOfRangeException(nameof(format));
            }
        }

        stream.Write("\n"u8);
    }
}
