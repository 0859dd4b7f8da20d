// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Packages;

namespace Keyway.Distribution;

/// <summary>All driver packages of a repository, each once with all its tags, and the tags that hold something else.</summary>
public sealed record PackageListing(ImmutableArray<DriverPackage> Packages, ImmutableArray<SkippedTag> Skipped);
