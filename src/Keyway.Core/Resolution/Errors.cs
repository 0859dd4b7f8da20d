// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;

namespace Keyway.Resolution;

/// <summary>Refusals of this folder: KW3100 to KW3199. That nothing fits is an answer, not a refusal: see <see cref="Refused"/>.</summary>
internal static class Errors
{
    public static readonly ErrorCode BadRegionCode = new("KW3100", ErrorKind.Usage, "not a region");

    public static KeywayException BadRegion(string text) => KeywayException.Of(
        BadRegionCode,
        $"'{text}' is not a region: expected two letters of ISO 3166-1",
        "give the country the host stands in, for example DE");
}
