// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts;
using Keyway.Packages;

namespace Keyway.Resolution.Explanations;

/// <summary>The package a question is about: <c>NAME</c>, <c>NAME:VERSION</c> (or a tag in place of the version) or the digest of its index.</summary>
public sealed record WantedPackage(string Text)
{
    /// <summary>Whether the question is about this package.</summary>
    public bool Is(DriverPackage package)
    {
        if (Text == package.Index.Digest.ToString() || Text == package.Manifest.Package) return true;
        var colon = Text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && Text[..colon] == package.Manifest.Package && (Text[(colon + 1)..] == package.Manifest.Version || package.Tags.Contains(Text[(colon + 1)..]));
    }

    /// <summary>This, when one of the candidates is meant.</summary>
    /// <exception cref="KeywayException">KW3150: none of them is.</exception>
    public WantedPackage Among(ImmutableArray<DriverPackage> candidates)
    {
        if (candidates.Any(Is)) return this;
        var names = candidates.SelectMany(package => new[] { package.Manifest.Package, $"{package.Manifest.Package}:{package.Manifest.Version}" }).Distinct(StringComparer.Ordinal);
        throw Errors.NoSuchCandidate(Text, candidates.Length, Nearness.Nearest(Text, names));
    }
}
