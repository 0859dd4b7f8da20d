// SPDX-License-Identifier: Apache-2.0

using System.Text.Encodings.Web;
using System.Text.Json;
using Keyway.Artifacts.Sbom.CycloneDx;
using Keyway.Artifacts.Sbom.Spdx2;
using Keyway.Artifacts.Sbom.Spdx3;

namespace Keyway.Artifacts.Sbom;

/// <summary>Writes documents: the same value gives the same bytes, wherever and whenever. Spec: spec/sbom §"Determinism".</summary>
public static class SbomWriter
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(SbomDocument document, SbomFormat format) => Write(document, format, ContentUuid.Of(Write(document, format, ContentUuid.Nil)));

    private static byte[] Write(SbomDocument document, SbomFormat format, string uuid)
    {
        MemoryStream stream = new();
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

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
