// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Keyway.Artifacts.Content;

namespace Keyway.Packages;

/// <summary>One firmware image and from where and to where it may move a device. Spec: spec/manifest §"Firmware".</summary>
public sealed record FirmwareImage
{
    /// <summary>Path under <c>firmware/</c>: <c>nvlink-fw.bin</c>.</summary>
    public required string File { get; init; }

    /// <summary>Digest of the file; the JSON holds the 64 bare hexadecimal digits.</summary>
    [JsonConverter(typeof(BareSha256Converter))]
    public required Digest Sha256 { get; init; }

    /// <summary>Revision, in the words of <see cref="Scheme"/>.</summary>
    public required string Rev { get; init; }

    /// <summary>What the firmware runs on: <c>nvswitch</c>, <c>gpu.vbios</c>.</summary>
    public string? Component { get; init; }

    /// <summary>Name of the version scheme of every revision here; null means opaque: equality only, never guessed.</summary>
    public string? Scheme { get; init; }

    /// <summary>Size in bytes.</summary>
    public long? Size { get; init; }

    /// <summary>Revisions (ranges in <see cref="Scheme"/>) from which a device may go straight to this one; empty means any.</summary>
    public ImmutableArray<string> UpgradeFrom { get => field.IsDefault ? [] : field; init; }

    /// <summary>The oldest revision a device still accepts once this one has run; null means that it accepts any.</summary>
    public string? AntiRollback { get; init; }

    /// <summary>What the host must go through before the image runs; null when nobody said.</summary>
    public FirmwareActivation? Activation { get; init; }
}
