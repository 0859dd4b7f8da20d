// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;

namespace Keyway.Artifacts.Signing.Bundles;

/// <summary>The pre-authentication encoding of DSSE: the bytes that are signed. Spec: DSSE 1.0 protocol, <c>"DSSEv1" SP LEN(type) SP type SP LEN(body) SP body</c>.</summary>
public static class DssePae
{
    public static byte[] Encode(string payloadType, ReadOnlySpan<byte> payload)
    {
        var type = Encoding.UTF8.GetBytes(payloadType);
        var head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"DSSEv1 {type.Length} "));
        var middle = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $" {payload.Length} "));
        return [.. head, .. type, .. middle, .. payload];
    }
}
