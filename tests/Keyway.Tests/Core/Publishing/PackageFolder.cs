// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Tests.Core.Publishing;

/// <summary>A small package source directory for two ISAs.</summary>
internal static class PackageFolder
{
    public static string Create(string root, bool reversed = false)
    {
        var files = new (string Path, string Content)[]
        {
            ("keyway.json", Manifest()),
            ("riscv64/userspace/bin/tool", "riscv64 tool"),
            ("riscv64/userspace/lib/libkw.so.1", "riscv64 library"),
            ("amd64/userspace/bin/tool", "amd64 tool"),
            ("amd64/userspace/lib/libkw.so.1", "amd64 library"),
            ("dkms/kw/dkms.conf", "PACKAGE_NAME=kw"),
            ("dkms/kw/src/kw.c", "int kw;"),
            ("firmware/a.bin", "firmware a"),
            ("firmware/b.bin", "firmware b"),
        };
        foreach (var (path, content) in reversed ? files.Reverse() : files) Write(Path.Combine(root, path), content);
        foreach (var isa in (string[])["riscv64", "amd64"])
        {
            File.SetUnixFileMode(Path.Combine(root, isa, "userspace", "bin", "tool"), UnixModes.Executable);
            File.CreateSymbolicLink(Path.Combine(root, isa, "userspace", "lib", "libkw.so"), "libkw.so.1");
        }

        return root;
    }

    private static void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    private static string Manifest() => $$"""
        {
          "schemaVersion": 1, "package": "kw-demo", "version": "v2.3.1+kern6.12", "licence": "GPL-2.0-only", "vendor": "Keyway",
          "supported_hosts": [{ "isa": "riscv64", "kernels": ["6.x"] }, { "isa": "amd64", "kernels": ["6.x"] }],
          "firmware": [
            { "file": "a.bin", "sha256": "{{Digest.OfBytes("firmware a"u8).Hex}}", "rev": "v1" },
            { "file": "b.bin", "sha256": "{{Digest.OfBytes("firmware b"u8).Hex}}", "rev": "v1" }
          ]
        }
        """;
}
