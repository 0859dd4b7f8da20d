// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Oci;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Contracts;

public sealed class RegistryWithoutReferrersContract : OciRepositoryContract, IAsyncDisposable
{
    private readonly MemoryRegistry registry = new() { HasReferrersApi = false };

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    internal override Task<IOciRepository> CreateAsync() => Task.FromResult<IOciRepository>(new RegistryRepository(registry.Reference, RegistryAccess.Settings()));
}
