// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Tests.Fixtures;

/// <summary>A fresh directory that is deleted with everything in it.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    /// <summary>Absolute path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("keyway-test-").FullName;

    /// <summary>Absolute path of something in it.</summary>
    public string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
