// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Content;

/// <summary>How to compress. Only <see cref="Level"/> and <see cref="PledgedSize"/> influence the bytes that come out. docs/decisions/0011-compression.md gives the reasons.</summary>
public sealed record ZstdSettings
{
    /// <summary>What pack uses unless told otherwise.</summary>
    public const int DefaultLevel = 9;

    /// <summary>1 to <see cref="MaxLevel"/>.</summary>
    public int Level { get; init; } = DefaultLevel;

    /// <summary>Compressing threads, at least 1.</summary>
    public int Workers { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 8);

    /// <summary>Size in bytes of the whole content, when it is known; it is then written into the frame header, and another size is refused.</summary>
    public long? PledgedSize { get; init; }

    /// <summary>The highest level of the system's libzstd.</summary>
    /// <exception cref="KeywayException">KW1200: libzstd is not installed.</exception>
    public static int MaxLevel => ZstdLibrary.MaxLevel();
}
