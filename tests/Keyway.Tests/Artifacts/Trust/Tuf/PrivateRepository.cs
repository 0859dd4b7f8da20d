// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Trust.Tuf;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Trust.Tuf;

/// <summary>A repository directory of ours, its keys (0 root, 1 targets, 2 snapshot, 3 timestamp, the others spare), and a client that reads it.</summary>
internal sealed class PrivateRepository : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public SoftwareKey[] Keys { get; } = [.. Enumerable.Range(0, 8).Select(_ => SoftwareKey.Generate(KeyKind.Ed25519))];

    public DateTimeOffset Now { get; set; } = RepositorySimulator.Now;

    public string Directory => directory.Combine("repository");

    public async Task CreateAsync(RolePlan? targets = null, bool isConsistent = true, bool sign = true)
    {
        RepositoryPlan plan = new()
        {
            Root = new([RoleKey.Of(Keys[0])]),
            Targets = targets ?? new([RoleKey.Of(Keys[1])]),
            Snapshot = new([RoleKey.Of(Keys[2])]),
            Timestamp = new([RoleKey.Of(Keys[3])]),
            HasConsistentSnapshots = isConsistent,
        };
        var repository = await TufRepository.CreateAsync(Directory, plan, new(), new FixedTime(Now), CancellationToken.None);
        if (sign) await repository.SignAsync([Keys[0], Keys[1]], CancellationToken.None);
    }

    public TufRepository Open() => TufRepository.Open(Directory, new(), new FixedTime(Now));

    public Task<PublishReport> PublishAsync() => Open().PublishAsync([Keys[2], Keys[3]], CancellationToken.None);

    public (int Signers, long Threshold) StatusOf(string role)
    {
        var status = Assert.Single(Open().Status(), status => status.Role == role);
        return (status.Signers, status.Threshold);
    }

    public async Task<(TargetFile? File, byte[]? Content)> FindAsync(string path)
    {
        TufState state = new(directory.Combine("state"), new FixedTime(Now));
        if (!System.IO.Directory.Exists(state.Directory)) await TufClient.TrustAsync(state, File.ReadAllBytes(Path.Combine(Directory, "metadata", "1.root.json")), CancellationToken.None);
        var update = await new TufClient(new DirectoryTufSource(Directory), state, new()).UpdateAsync(CancellationToken.None);
        var file = await update.FindAsync(path, CancellationToken.None);
        return (file, file is null ? null : await update.ReadAsync(file, null, CancellationToken.None));
    }

    public void Dispose()
    {
        directory.Dispose();
        foreach (var key in Keys) key.Dispose();
    }
}
