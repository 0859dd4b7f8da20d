// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts;

namespace Keyway.Packages;

/// <summary>Refusals of this folder: KW1300 to KW1399.</summary>
internal static class Errors
{
    public static readonly ErrorCode BadConfigCode = new("KW1301", ErrorKind.VerificationRefused, "not a driver config");

    public static readonly ErrorCode ConfigTooLargeCode = new("KW1302", ErrorKind.VerificationRefused, "driver config too large");

    public static readonly ErrorCode NoManifestCode = new("KW1310", ErrorKind.NotFound, "no manifest");

    public static readonly ErrorCode NoSourceDirectoryCode = new("KW1311", ErrorKind.NotFound, "no package directory");

    public static readonly ErrorCode UnreadableEntryCode = new("KW1312", ErrorKind.NotFound, "unreadable entry");

    public static readonly ErrorCode SourceTooLargeCode = new("KW1313", ErrorKind.VerificationRefused, "package directory too large");

    public static readonly ErrorCode SpecialFileCode = new("KW1314", ErrorKind.VerificationRefused, "neither file, directory nor link");

    public static readonly ErrorCode BadSymlinkCode = new("KW1315", ErrorKind.VerificationRefused, "link out of its payload");

    public static readonly ErrorCode MalformedElfCode = new("KW1320", ErrorKind.VerificationRefused, "malformed ELF file");

    public static readonly ErrorCode NotAModuleCode = new("KW1321", ErrorKind.VerificationRefused, "not a kernel module");

    public static readonly ErrorCode UnreadableCompressionCode = new("KW1322", ErrorKind.VerificationRefused, "unreadable compression");

    public static readonly ErrorCode BadManifestCode = new("KW1330", ErrorKind.Usage, "manifest refused");

    public static readonly ErrorCode LintRefusedCode = new("KW1400", ErrorKind.VerificationRefused, "package directory refused by lint");

    public static readonly ErrorCode DirectoryNotEmptyCode = new("KW1350", ErrorKind.Usage, "directory not empty");

    public static readonly ErrorCode BadPackageNameCode = new("KW1351", ErrorKind.Usage, "not a package name");

    public static readonly ErrorCode NotADirectoryCode = new("KW1352", ErrorKind.Usage, "not a directory");

    public static KeywayException NotADirectory(string path) => KeywayException.Of(
        NotADirectoryCode,
        $"{path} is a file: a new package needs a directory",
        "name another directory with --directory");

    public static KeywayException DirectoryNotEmpty(string directory) => KeywayException.Of(
        DirectoryNotEmptyCode,
        $"{directory} is not empty: a new package never overwrites anything",
        "name another directory with --directory");

    public static KeywayException BadPackageName(string name, string? valid) => KeywayException.Of(
        BadPackageNameCode,
        $"'{Manifest.Shown.Text(name)}' is not a package name",
        valid ?? "choose another name");

    public static KeywayException BadConfig(string source, string problem, Exception? inner = null) => KeywayException.Of(
        BadConfigCode,
        $"{source} is not a driver config: {problem}",
        "pack the package again with `keyway pack`, or fetch it from a source you trust",
        inner: inner);

    public static KeywayException ConfigTooLarge(string source, long length) => KeywayException.Of(
        ConfigTooLargeCode,
        $"{source} has {length} bytes: a driver config has at most {DriverConfigJson.MaxLength}",
        "split the package, or fetch it from a source you trust");

    public static KeywayException NoManifest(string path) => KeywayException.Of(
        NoManifestCode,
        $"there is no manifest at {path}",
        "name the directory that holds keyway.json, or start one with `keyway init`");

    public static KeywayException NoSourceDirectory(string path) => KeywayException.Of(
        NoSourceDirectoryCode,
        $"there is no directory at {path}",
        "name the directory that holds keyway.json, or start one with `keyway init`");

    public static KeywayException UnreadableEntry(string path, string reason) => KeywayException.Of(
        UnreadableEntryCode,
        $"{path} of the package directory cannot be read: {reason}",
        "give this user the right to read it, and let nothing else change the directory meanwhile");

    public static KeywayException SourceTooLarge(string path, string reason) => KeywayException.Of(
        SourceTooLargeCode,
        $"the package directory is too large: {reason} at {(path.Length == 0 ? "." : path)}",
        "name the package directory itself, not one above it");

    public static KeywayException SpecialFile(string path, SourceEntryType type) => KeywayException.Of(
        SpecialFileCode,
        $"{path} is {Describe(type)}: a package holds files, directories and links only",
        "remove it; `keyway lint` lists everything of this kind");

    public static KeywayException BadSymlink(string path, string target, string problem) => KeywayException.Of(
        BadSymlinkCode,
        $"{path} links to '{target}': {problem}",
        "make it a relative link that stays inside its payload; `keyway lint` lists everything of this kind");

    public static string Describe(SourceEntryType type) => type switch
    {
        SourceEntryType.CharacterDevice => "a character device",
        SourceEntryType.BlockDevice => "a block device",
        SourceEntryType.Fifo => "a named pipe",
        SourceEntryType.Socket => "a socket",
        _ => "of an unknown type",
    };

    public static KeywayException MalformedElf(string file, string problem) => KeywayException.Of(
        MalformedElfCode,
        $"{file} is not a sound 64-bit ELF file: {problem}",
        "build or fetch the file again; `readelf -a` shows the same defect");

    public static KeywayException NotAModule(string file, string problem) => KeywayException.Of(
        NotAModuleCode,
        $"{file} is not a kernel module: {problem}",
        "only files made by the kernel's module build belong under modules/");

    public static KeywayException UnreadableCompression(string file, string problem) => KeywayException.Of(
        UnreadableCompressionCode,
        $"{file} cannot be unpacked: {problem}",
        "ship the module uncompressed; layers are compressed anyway");

    public static KeywayException BadManifest(ImmutableArray<Diagnostic> diagnostics) => KeywayException.Of(
        BadManifestCode,
        $"the manifest has {Listed(diagnostics)}",
        "correct each of them; `keyway manifest check` reads the file again");

    public static KeywayException LintRefused(ImmutableArray<Diagnostic> diagnostics) => KeywayException.Of(
        LintRefusedCode,
        $"the package directory has {Listed(diagnostics)}",
        "correct each of them; `keyway lint` checks the directory again");

    private static string Listed(ImmutableArray<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).ToList();
        return $"{errors.Count} problem{(errors.Count == 1 ? "" : "s")}:{string.Concat(errors.Select(error => "\n" + error))}";
    }
}
