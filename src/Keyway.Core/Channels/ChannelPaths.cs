// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Channels;

/// <summary>Where the documents are among the targets of the two repositories. Spec: spec/channel §"Paths".</summary>
public static class ChannelPaths
{
    /// <summary>Folder of the image repository.</summary>
    public const string Images = "images";

    /// <summary>Folder of the director.</summary>
    public const string Director = "director";

    public const string Permits = "permits.json";

    public const string Revoked = "revoked.json";

    private const int LongestName = 64;

    public static string OfImage(string package, string version) => $"packages/{package}/{version}.json";

    public static string OfChannel(string site, string channel) => $"channels/{Name(site)}/{Name(channel)}.json";

    public static string OfHost(string host) => $"hosts/{Name(host)}.json";

    /// <summary>A name of a site, channel or host: 1 to 64 lower-case letters, digits, dots and hyphens, no dot in front.</summary>
    /// <exception cref="Artifacts.KeywayException">KW2401: another text.</exception>
    public static string Name(string text) =>
        text.Length is > 0 and <= LongestName && text[0] != '.' && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '.' or '-')
            ? text
            : throw Errors.BadName(text);
}
