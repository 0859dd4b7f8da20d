// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Distribution;

/// <summary>A tag of a repository that is no usable driver package, and why.</summary>
public sealed record SkippedTag(string Tag, string Reason);
