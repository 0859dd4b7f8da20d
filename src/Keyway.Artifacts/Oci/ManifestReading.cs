// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Oci;

/// <summary>Reads whole documents, with a bound, from any repository.</summary>
public static class ManifestReading
{
    /// <summary>Reads and parses a manifest or index.</summary>
    /// <exception cref="KeywayException">KW1108 or KW1109: unreadable or too large.</exception>
    public static async Task<ManifestDocument> ReadManifestAsync(this IOciRepository repository, Descriptor descriptor, CancellationToken cancellationToken)
    {
        var bytes = await repository.ReadDocumentAsync(descriptor, OciLimits.ManifestSize, cancellationToken);
        return ManifestDocument.Parse(descriptor, bytes, repository.Name);
    }

    /// <summary>Reads verified content of at most so many bytes, such as a config.</summary>
    /// <exception cref="KeywayException">KW1109: larger than the limit; nothing was read.</exception>
    public static async Task<byte[]> ReadDocumentAsync(this IOciRepository repository, Descriptor descriptor, int limit, CancellationToken cancellationToken)
    {
        if (descriptor.Size > limit) throw Errors.DocumentTooLarge($"{descriptor.Digest} ({descriptor.MediaType}) of {repository.Name}", descriptor.Size, limit);
        await using var content = await repository.OpenAsync(descriptor, cancellationToken);
        return await ReadAllAsync(content, descriptor.Size, cancellationToken);
    }

    // One byte more than expected is asked for: the verifying stream refuses too long content only when somebody reads it.
    internal static async Task<byte[]> ReadAllAsync(Stream content, long size, CancellationToken cancellationToken)
    {
        var buffer = new byte[checked((int)size + 1)];
        var count = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return buffer[..count];
    }
}
