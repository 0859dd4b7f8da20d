// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Keyway.Artifacts.Content;
using Keyway.Packages.Manifest;

namespace Keyway.Packages;

/// <summary>The rules of a <see cref="DriverConfig"/> that types cannot express. Spec: spec/package §"Config".</summary>
internal static partial class DriverConfigCheck
{
    private const int MaxPathLength = 1024;

    /// <summary>The first rule broken, or null.</summary>
    public static string? FirstProblem(DriverConfig config) =>
        ProblemOfManifest(config)
        ?? ProblemOfTitles(config)
        ?? config.Layers.Select(layer => ProblemOf(layer, config.Isa)).FirstOrDefault(problem => problem is not null);

    private static string? ProblemOfManifest(DriverConfig config)
    {
        var error = ManifestReader.Read(ManifestJson.Write(config.Manifest), "manifest").Diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == Severity.Error);
        if (error is not null) return $"its manifest is refused: {error.Code} {error.Message}";
        return config.Manifest.SupportedHosts.Any(host => host.Isa == config.Isa) ? null : $"it is for {config.Isa.Word()}, which its manifest does not support";
    }

    private static string? ProblemOfTitles(DriverConfig config)
    {
        var twice = config.Layers.GroupBy(layer => layer.Title).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? null : $"two layers are called '{Shown.Text(twice.Key)}'";
    }

    private static string? ProblemOf(PackagedLayer layer, Isa isa)
    {
        var problem = ProblemOfLayer(layer, isa)
            ?? layer.Files.Select(file => ProblemOf(file, layer)).FirstOrDefault(found => found is not null)
            ?? ProblemOfOrder(layer)
            ?? ProblemOfModules(layer);
        return problem is null ? null : $"layer '{Shown.Text(layer.Title)}': {problem}";
    }

    private static string? ProblemOfLayer(PackagedLayer layer, Isa isa)
    {
        if (layer.Size < 0 || layer.UncompressedSize < 0) return "a negative size";
        if (layer.Files.IsDefaultOrEmpty) return "it lists no files";
        if (layer.Kind == PayloadKind.KernelModule != (layer.Kernel is not null)) return "a kernel release belongs to kernel modules, and only there";
        return NameOf(layer, isa) is null ? $"the title is not one of a {WordConverter<PayloadKind>.Word(layer.Kind)} layer for {isa.Word()}" : null;
    }

    // Kernel release, DKMS name or firmware file, taken out of the title; null when the title is not made of kind and ISA.
    private static string? NameOf(PackagedLayer layer, Isa isa)
    {
        const string mark = "*";
        var pattern = PackageLayout.LayerTitle(isa, layer.Kind, mark);
        var (start, end) = (pattern.IndexOf(mark, StringComparison.Ordinal), ".tar.zst");
        if (start < 0) return layer.Title == pattern ? "" : null;
        if (!layer.Title.StartsWith(pattern[..start], StringComparison.Ordinal) || !layer.Title.EndsWith(end, StringComparison.Ordinal) || layer.Title.Length <= start + end.Length) return null;
        var name = layer.Title[start..^end.Length];
        return layer.Kernel is null || layer.Kernel == name ? name : null;
    }

    private static string? ProblemOfOrder(PackagedLayer layer)
    {
        HashSet<string> directories = [];
        string? previous = null;
        foreach (var file in layer.Files)
        {
            if (previous is not null && string.CompareOrdinal(previous, file.Path) >= 0) return $"'{Shown.Text(file.Path)}' is out of order or listed twice";
            if (file.Path.LastIndexOf('/') is var slash and > 0 && !directories.Contains(file.Path[..slash])) return $"'{Shown.Text(file.Path)}' has no directory above it";
            if (file.Type == PackagedFileType.Directory) directories.Add(file.Path);
            previous = file.Path;
        }

        return null;
    }

    private static string? ProblemOf(PackagedFile file, PackagedLayer layer)
    {
        if (file.Path.Length > MaxPathLength || !SafePath().IsMatch(file.Path) || file.Path.Split('/').Any(part => part is "." or "..")) return $"'{Shown.Text(file.Path)}' is not a safe relative path";
        if (!IsBelow(file.Path, layer)) return $"'{Shown.Text(file.Path)}' does not belong to the payload";
        if (file.Mode != ModeOf(file)) return $"'{Shown.Text(file.Path)}' has mode '{Shown.Text(file.Mode)}'";
        if (file.Size < 0) return $"'{Shown.Text(file.Path)}' has a negative size";
        return ProblemOfContent(file, layer);
    }

    // Inside the payload, or a directory on the way to it.
    private static bool IsBelow(string path, PackagedLayer layer)
    {
        var root = RootOf(layer);
        return path == root || path.StartsWith(root + "/", StringComparison.Ordinal) || root.StartsWith(path + "/", StringComparison.Ordinal);
    }

    private static string RootOf(PackagedLayer layer) => PackageLayout.TreeRoot(layer.Kind, layer.Title[(layer.Title.IndexOf('-') + 1)..^".tar.zst".Length]);

    private static string ModeOf(PackagedFile file) => file.Type switch
    {
        PackagedFileType.Directory => "0755",
        PackagedFileType.Symlink => "0777",
        _ => file.Mode == "0755" ? "0755" : "0644",
    };

    private static string? ProblemOfContent(PackagedFile file, PackagedLayer layer)
    {
        var isFile = file.Type == PackagedFileType.File;
        if (isFile != (file.Digest is not null)) return $"'{Shown.Text(file.Path)}' and its digest do not go together";
        if (!isFile && file.Size != 0) return $"'{Shown.Text(file.Path)}' is no file, but has a size";
        if (file.Digest is { Algorithm: not DigestAlgorithm.Sha256 }) return $"'{Shown.Text(file.Path)}' has a digest other than sha256";
        if (file.Type == PackagedFileType.Symlink != (file.Target is not null)) return $"'{Shown.Text(file.Path)}' and its target do not go together";
        return file.Target is { } target ? ProblemOfLink(file.Path, target, layer) : null;
    }

    private static string? ProblemOfLink(string path, string target, PackagedLayer layer)
    {
        if (layer.Kind is not (PayloadKind.Userspace or PayloadKind.Dkms)) return $"'{Shown.Text(path)}' is a link; links are allowed only in userspace and dkms";
        return SymlinkTarget.Problem(path, target, RootOf(layer)) is { } problem ? $"'{Shown.Text(path)}' links to '{Shown.Text(target)}': {problem}" : null;
    }

    private static string? ProblemOfModules(PackagedLayer layer)
    {
        if (layer.Kind != PayloadKind.KernelModule && layer.Modules.Length > 0) return "it is no layer of kernel modules, but lists some";
        var files = layer.Files.Where(file => file.Type == PackagedFileType.File).Select(file => file.Path).ToHashSet();
        return layer.Modules.Select(module => ProblemOf(module, files)).FirstOrDefault(problem => problem is not null);
    }

    private static string? ProblemOf(PackagedModule module, HashSet<string> files)
    {
        if (!files.Remove(module.Path)) return $"module '{Shown.Text(module.Path)}' is not among its files, or is listed twice";
        var crcs = module.Imports.Values.Concat(module.Exports.Values).OfType<string>();
        return crcs.FirstOrDefault(crc => !Crc().IsMatch(crc)) is { } bad ? $"module '{Shown.Text(module.Path)}' has the CRC '{Shown.Text(bad)}'" : null;
    }

    [GeneratedRegex(@"^[^/\p{Cc}]+(/[^/\p{Cc}]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex SafePath();

    [GeneratedRegex(@"^0x[0-9a-f]{8}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Crc();
}
