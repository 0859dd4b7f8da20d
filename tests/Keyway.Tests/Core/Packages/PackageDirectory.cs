// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Packages;

/// <summary>A package source directory under construction.</summary>
internal sealed class PackageDirectory : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public string Root => directory.Path;

    public PackageDirectory Manifest(DriverManifest manifest) => Add("keyway.json", ManifestJson.Write(manifest));

    public PackageDirectory Add(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllBytes(At(path), content);
        return this;
    }

    public PackageDirectory Add(string path, string content = "content\n") => Add(path, System.Text.Encoding.UTF8.GetBytes(content));

    public PackageDirectory Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.CreateSymbolicLink(At(path), target);
        return this;
    }

    public string At(string path) => directory.Combine(path);

    public void Dispose() => directory.Dispose();
}
