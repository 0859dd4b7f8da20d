// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Compatibility;
using Keyway.Hosts.Probe;

namespace Keyway.Tests.Fixtures;

/// <summary>A captured host tree under construction, and the probe of it.</summary>
internal sealed class CapturedTree : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public string Path => directory.Path;

    public CapturedTree With(string path, string text) => With(path, Encoding.UTF8.GetBytes(text));

    public CapturedTree With(string path, byte[] content)
    {
        var file = Prepare(path);
        File.WriteAllBytes(file, content);
        return this;
    }

    public CapturedTree WithLink(string path, string target)
    {
        File.CreateSymbolicLink(Prepare(path), target);
        return this;
    }

    public async Task<HostReport> ProbeAsync() => await HostProbe.ReadAsync(Path, new ProbeOptions(), FixedTime.Default, TestContext.Current.CancellationToken);

    /// <summary>Probes twice, so that every use shows that the report does not change.</summary>
    public async Task<HostFacts> FactsAsync()
    {
        var first = await ProbeAsync();
        var second = await ProbeAsync();
        Assert.Equal(Encoding.UTF8.GetString(first.Facts.ToJson()), Encoding.UTF8.GetString(second.Facts.ToJson()));
        var again = HostFacts.Parse(first.Facts.ToJson(), "the report");
        Assert.Equal(first.Facts.ToJson(), again.ToJson());
        return first.Facts;
    }

    public void Dispose() => directory.Dispose();

    private string Prepare(string path)
    {
        var file = directory.Combine(path.Split('/'));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        return file;
    }
}
