// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Hosts.Probe;

namespace Keyway.Tests.Core.Hosts.Probe;

/// <summary>How vendor programs are asked, shown with programs every host has.</summary>
public sealed class VendorProgramTests
{
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(60);

    private readonly HostRoot root = new("/");

    [Fact]
    public async Task What_a_program_prints_is_taken()
    {
        var output = await RunAsync(Patient, "printf", "a\\nb");

        Assert.Equal("a\nb", Encoding.UTF8.GetString(output!));
        Assert.Empty(root.Warnings);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_no_news()
    {
        Assert.Null(await RunAsync(Patient, "no-such-vendor-tool"));
        Assert.Empty(root.Warnings);
    }

    [Fact]
    public async Task A_program_that_fails_says_nothing() => Assert.Null(await RunAsync(Patient, "false"));

    [Fact]
    public async Task A_program_that_hangs_is_ended()
    {
        Assert.Null(await RunAsync(TimeSpan.FromMilliseconds(100), "sleep", "600"));
        Assert.Contains("took longer than", Assert.Single(root.Warnings).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_never_stops_printing_is_ended()
    {
        Assert.Null(await RunAsync(Patient, "yes"));
        Assert.Contains("printed more than 33554432 bytes", Assert.Single(root.Warnings).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_is_not_swallowed()
    {
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new VendorProgram("sleep", ["600"], "/none").RunAsync(root, Patient, stop.Token));
    }

    private Task<byte[]?> RunAsync(TimeSpan limit, string name, params string[] arguments) =>
        new VendorProgram(name, arguments, "/none").RunAsync(root, limit, TestContext.Current.CancellationToken);
}
