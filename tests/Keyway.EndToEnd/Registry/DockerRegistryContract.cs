// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Oci;
using Keyway.Tests.Contracts;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Registry;

/// <summary>The contract of repositories, judged by a registry that others wrote.</summary>
public sealed class DockerRegistryContract : OciRepositoryContract, IAsyncLifetime
{
    private RegistryProcess? registry;

    public async ValueTask InitializeAsync() => registry = await RegistryProcess.StartAsync();

    public ValueTask DisposeAsync() => registry?.DisposeAsync() ?? ValueTask.CompletedTask;

    internal override Task<IOciRepository> CreateAsync() => Task.FromResult<IOciRepository>(new RegistryRepository(registry!.Reference("gpu/driver"), RegistryAccess.Settings()));
}
