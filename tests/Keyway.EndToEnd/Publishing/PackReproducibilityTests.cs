// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Publishing;

public sealed class PackReproducibilityTests : IDisposable
{
    private static readonly (string Path, string Content)[] Files =
    [
        ("keyway.json", """{"schemaVersion":1,"package":"kw-demo","version":"v1.0.0","licence":"Apache-2.0","supported_hosts":[{"isa":"riscv64","kernels":["6.x"]},{"isa":"amd64","kernels":["6.x"]}]}"""),
        ("dkms/kw/dkms.conf", "PACKAGE_NAME=kw\nPACKAGE_VERSION=1.0.0\nBUILT_MODULE_NAME=kw\n"),
        ("dkms/kw/Makefile", "obj-m := kw.o\n"),
        ("dkms/kw/src/kw.c", "int kw;\n"),
        ("LICENSES/Apache-2.0.txt", "text\n"),
    ];

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Another_user_umask_time_zone_directory_and_order_give_the_same_index_digest()
    {
        Assert.SkipUnless(Environment.UserName == "root", "only root can run as another user");
        File.SetUnixFileMode(directory.Path, (UnixFileMode)0b111_111_111);

        var mine = await PackAsync("mine", "022", "UTC", Files, []);
        var theirs = await PackAsync("somewhere-else/theirs", "077", "Pacific/Auckland", Files.Reverse(), ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]);

        Assert.Equal(mine, theirs);
    }

    // The files are written by the same user and under the same umask as the pack runs.
    private async Task<string> PackAsync(string name, string umask, string zone, IEnumerable<(string Path, string Content)> files, string[] asUser)
    {
        var script = $"umask {umask}\nset -e\n" + string.Concat(files.Select(file => $"mkdir -p \"$(dirname '{name}/{file.Path}')\"\nprintf '%s' '{file.Content}' > '{name}/{file.Path}'\n"))
            + $"exec '{Keyway}' pack '{name}' --output 'oci:{name}-out' --json\n";
        string[] command = [.. asUser, "sh", "-c", script];
        Dictionary<string, string> environment = new() { ["TZ"] = zone, ["HOME"] = directory.Path, ["TMPDIR"] = directory.Path };
        var run = await ProgramRun.SucceedsAsync(command[0], command[1..], directory.Path, environment);
        using var document = JsonDocument.Parse(run.Output);
        return document.RootElement.GetProperty("digest").GetString()!;
    }

    private static string Keyway => Path.Combine(AppContext.BaseDirectory, "keyway");
}
