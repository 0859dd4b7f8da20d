// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Oci;

/// <summary>
/// What a layout's <c>index.json</c> says and how it changes; values only. Entries are the roots: everything tagged, everything with a subject, and untagged
/// manifests that no listed index has as a child. Order: tags first, ordinal, then untagged by digest, so the same content gives the same bytes.
/// </summary>
internal static class LayoutIndex
{
    public static readonly ImageIndex Empty = new() { Manifests = [] };

    /// <exception cref="KeywayException">KW1104: the document or an entry is null, or a size is negative.</exception>
    public static ImageIndex Checked(ImageIndex? index, string layout) =>
        index is not null && index.Manifests.All(entry => entry is { Size: >= 0 }) ? index : throw Errors.BrokenLayout(layout, "index.json has an entry that is no descriptor");

    public static string? TagOf(Descriptor entry) => entry.Annotation(AnnotationKeys.RefName);

    public static IReadOnlyList<string> Tags(ImageIndex index) =>
        [.. index.Manifests.Select(TagOf).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Lists a root, and no longer lists the untagged entries that are now reached through it.</summary>
    public static ImageIndex WithRoot(ImageIndex index, Descriptor root, IReadOnlySet<Content.Digest> reached)
    {
        var kept = index.Manifests.RemoveAll(entry => TagOf(entry) is null && reached.Contains(entry.Digest));
        return Sorted(index, kept.Any(entry => entry.Digest == root.Digest) ? kept : kept.Add(root));
    }

    /// <summary>Moves a tag; the manifest that had it stays listed, untagged.</summary>
    public static ImageIndex WithTag(ImageIndex index, Descriptor manifest, string tag)
    {
        var former = index.Manifests.Where(entry => TagOf(entry) == tag).ToList();
        var kept = index.Manifests.RemoveAll(entry => TagOf(entry) == tag || (TagOf(entry) is null && entry.Digest == manifest.Digest));
        var orphans = former.Where(entry => entry.Digest != manifest.Digest && kept.All(other => other.Digest != entry.Digest)).DistinctBy(entry => entry.Digest);
        var template = index.Manifests.FirstOrDefault(entry => entry.Digest == manifest.Digest, manifest);
        return Sorted(index, [.. kept, .. orphans.Select(entry => Retagged(entry, null)), Retagged(template, tag)]);
    }

    private static Descriptor Retagged(Descriptor entry, string? tag)
    {
        var annotations = (entry.Annotations ?? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)).Remove(AnnotationKeys.RefName);
        if (tag is not null) annotations = annotations.Add(AnnotationKeys.RefName, tag);
        return entry with { Annotations = annotations.IsEmpty ? null : annotations };
    }

    private static ImageIndex Sorted(ImageIndex index, IEnumerable<Descriptor> entries) => index with
    {
        Manifests = [.. entries.OrderBy(entry => TagOf(entry) is null).ThenBy(TagOf, StringComparer.Ordinal).ThenBy(entry => entry.Digest)],
    };
}
