// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Keyway.Artifacts.Content;

/// <summary>What others call the algorithms.</summary>
internal static class DigestAlgorithmNames
{
    public static HashAlgorithmName HashName(this DigestAlgorithm algorithm) => algorithm == DigestAlgorithm.Sha512 ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256;

    /// <summary>The word in a digest and in an image layout's <c>blobs/</c>.</summary>
    public static string FolderName(this DigestAlgorithm algorithm) => algorithm == DigestAlgorithm.Sha512 ? "sha512" : "sha256";
}
