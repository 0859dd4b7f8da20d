// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Oci;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Contracts;

public sealed class LayoutArchiveContract : OciRepositoryContract, IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    internal override async Task<IOciRepository> CreateAsync() => await LayoutArchiveWriter.CreateAsync(directory.Combine("out.tar"), TimeProvider.System, Cancellation);
}
