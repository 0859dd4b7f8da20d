// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Hosts.Store;
using Keyway.Packages;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Hosts.Store;

/// <summary>Every refusal of the store, reached through its public door, with its text and the state it leaves.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly StoreHost host = new();
    private readonly StorePackage one = new("1.0.0");
    private readonly StorePackage two = new("2.0.0");

    [Fact]
    public async Task A_second_change_is_refused_while_one_runs_KW4001()
    {
        KeywayException? refusal = null;
        StorePackage nested = new("1.0.0")
        {
            Wire = stream =>
            {
                refusal = Assert.Throws<KeywayException>(() => host.Store().Rollback(null, "test"));
                return stream;
            },
        };

        await host.InstallAsync(nested);

        Verify("KW4001", refusal!, ($"process {Environment.ProcessId}", "process 4711"));
    }

    [Theory]
    [InlineData("var")]
    [InlineData("var/lib")]
    [InlineData("var/lib/keyway")]
    [InlineData("var/lib/keyway/packages")]
    [InlineData("var/lib/keyway/generations")]
    [InlineData("var/lib/keyway/journal")]
    [InlineData("var/lib/keyway/lock")]
    public async Task Planted_links_are_refused_and_not_followed_KW4002(string planted)
    {
        await host.InstallAsync(one);
        var elsewhere = Directory.CreateDirectory(Path.Combine(host.Root, "elsewhere")).FullName;
        var path = Path.Combine(host.Root, planted);
        if (File.Exists(path)) File.Delete(path);
        else Directory.Delete(path, recursive: true);
        File.CreateSymbolicLink(path, elsewhere);

        var refusal = await RefusedAsync(() => host.InstallAsync(two));

        Verify("KW4002-" + planted.Split('/')[^1], refusal);
        Assert.Empty(Directory.GetFileSystemEntries(elsewhere));
    }

    [Fact]
    public async Task Planted_temporary_names_are_removed_and_not_followed()
    {
        await host.InstallAsync(one);
        var precious = Path.Combine(host.Root, "precious");
        File.WriteAllText(precious, "keep");
        File.CreateSymbolicLink(host.Combine(".next"), precious);
        File.CreateSymbolicLink(host.Combine(".reserve"), precious);
        File.CreateSymbolicLink(host.Combine("packages", ".tmp-sha256-" + two.Layers[0].DiffId.Hex), host.Root);
        File.CreateSymbolicLink(host.Combine("generations", ".tmp-2"), host.Root);

        await host.InstallAsync(two);

        Assert.Equal("keep", File.ReadAllText(precious));
        Assert.Equal("2.0.0", host.WholeVersion(one, two));
    }

    [Fact]
    public async Task Too_little_space_is_refused_before_anything_is_opened_KW4003()
    {
        var huge = one.Layers[0] with { DiffId = Digest.OfBytes("huge"u8), Files = [.. one.Layers[0].Files[..2], one.Layers[0].Files[2] with { Size = long.MaxValue }] };
        StorePackage package = new("1.0.0") { Layers = [huge, huge with { DiffId = Digest.OfBytes("huge too"u8), Title = "amd64/firmware-b.tar.zst", Kind = PayloadKind.Firmware, Files = [StorePackage.Directory("firmware").File, StorePackage.File("firmware/b", "").File with { Size = long.MaxValue }] }] };

        var refusal = await RefusedAsync(() => host.InstallAsync(package));

        Verify("KW4003", refusal, (FreeOf(refusal), "and FREE are"));
        Assert.Equal(0, package.Opened);
    }

    [Fact]
    public async Task Space_that_cannot_be_held_is_refused_before_anything_is_opened_KW4003()
    {
        var refusal = await RefusedAsync(() => host.InstallAsync(one, Failing(HostOperationKind.Allocate, Errno.NoSpace)));

        Assert.Equal(("KW4003", "no generation is current, as before"), (refusal.Code.Id, refusal.State));
        Assert.Equal(0, one.Opened);
    }

    [Fact]
    public void Too_few_inodes_are_refused_KW4004() => Verify("KW4004", Keyway.Hosts.Store.Errors.NoInodes("var/lib/keyway", 2000, 1999));

    [Fact]
    public async Task A_read_only_file_system_is_refused_KW4005()
    {
        await host.InstallAsync(one);

        Verify("KW4005", await RefusedAsync(() => host.InstallAsync(two, Failing(HostOperationKind.CreateFile, Errno.ReadOnly))));
    }

    [Fact]
    public async Task Missing_rights_are_refused_KW4006() =>
        Verify("KW4006", await RefusedAsync(() => host.InstallAsync(one, Failing(HostOperationKind.MakeDirectory, Errno.Access))));

    [Fact]
    public async Task A_disk_error_while_staging_is_refused_and_undone_KW4007()
    {
        await host.InstallAsync(one);

        var refusal = await RefusedAsync(() => host.InstallAsync(two, Failing(HostOperationKind.Synchronise, Errno.InputOutput, "packages/.tmp-")));

        Verify("KW4007", refusal);
        Assert.Equal("1.0.0", host.WholeVersion(one, two));
    }

    [Fact]
    public async Task A_disk_that_also_refuses_the_clean_up_is_told_KW4007()
    {
        await host.InstallAsync(one);
        Errno Hook(long _, in HostOperation operation) =>
            operation.Path.Contains("packages/.tmp-", StringComparison.Ordinal) && operation.Kind is HostOperationKind.Synchronise or HostOperationKind.RemoveFile ? Errno.InputOutput : Errno.None;

        Verify("KW4007-pending", await RefusedAsync(() => host.InstallAsync(two, Hook)));
    }

    [Fact]
    public async Task Any_other_failed_call_is_refused_and_undone_KW4008()
    {
        await host.InstallAsync(one);

        Verify("KW4008", await RefusedAsync(() => host.InstallAsync(two, Failing(HostOperationKind.Write, Errno.FileTooBig, "packages/.tmp-"))));
    }

    [Fact]
    public async Task Several_file_systems_are_refused_KW4009()
    {
        await host.InstallAsync(one);

        Verify("KW4009", await RefusedAsync(() => host.InstallAsync(two, Failing(HostOperationKind.Rename, Errno.CrossDevice, "packages/.tmp-"))));
    }

    [Fact]
    public async Task A_store_that_others_can_write_to_is_refused_KW4010()
    {
        await host.InstallAsync(one);
        File.SetUnixFileMode(host.Combine("packages"), (UnixFileMode)0x1ff);

        var refusal = await RefusedAsync(() => host.InstallAsync(two));

        Verify("KW4010", refusal, ($"user {new HostFileSystem().User} ", "user 0 "));
    }

    [Theory]
    [InlineData("0000000007-intent.json", "{}")]
    [InlineData("notes.txt", "hello")]
    [InlineData("0000000002-commit.json", null)]
    public async Task Damaged_journal_records_are_refused_KW4011(string name, string? content)
    {
        await host.InstallAsync(one);
        File.WriteAllText(host.Combine("journal", name), content ?? File.ReadAllText(host.Combine("journal", "0000000001-commit.json")));

        Verify("KW4011-" + name.Split('.')[0], await RefusedAsync(() => host.InstallAsync(two)));
        Assert.Equal("1.0.0", host.WholeVersion(one, two));
    }

    [Fact]
    public async Task Damaged_generations_are_refused_KW4012()
    {
        await host.InstallAsync(one);
        File.AppendAllText(host.Combine("generations", "1", "generation.json"), "{");

        Verify("KW4012", Assert.Throws<KeywayException>(() => host.Store().ReadStatus()));
        await host.InstallAsync(two);
        Assert.Equal("KW4012", (await RefusedAsync(RollbackAsync(1))).Code.Id);
    }

    [Theory]
    [InlineData("journal", "0000000001-intent.json", "KW4017-record")]
    [InlineData("generations", "1/generation.json", "KW4017-generation")]
    public async Task A_store_of_a_newer_format_is_left_alone_KW4017(string directory, string name, string golden)
    {
        await host.InstallAsync(one);
        var path = host.Combine(directory, name);
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"schemaVersion\":1", "\"schemaVersion\":2,\"later\":true", StringComparison.Ordinal));

        Verify(golden, await RefusedAsync(() => host.InstallAsync(two)));
        Assert.Equal("KW4017", Assert.Throws<KeywayException>(() => host.Store().ReadStatus()).Code.Id);
        Assert.Equal("generations/1", host.Current);
    }

    [Theory]
    [InlineData("directory", null)]
    [InlineData("elsewhere", "../../etc")]
    [InlineData("zero", "generations/0")]
    [InlineData("padded", "generations/01")]
    public async Task Foreign_current_is_refused_KW4013(string name, string? target)
    {
        await host.InstallAsync(one);
        File.Delete(host.Combine("current"));
        if (target is null) Directory.CreateDirectory(host.Combine("current"));
        else File.CreateSymbolicLink(host.Combine("current"), target);
        File.WriteAllText(host.Combine(".tmp-left"), "");

        Verify("KW4013-" + name, await RefusedAsync(() => host.InstallAsync(two)));
        Assert.True(File.Exists(host.Combine(".tmp-left")), "the refusal says that nothing was changed");
    }

    [Fact]
    public async Task A_switch_whose_record_fails_is_told_as_done_KW4014()
    {
        await host.InstallAsync(one);

        var refusal = await RefusedAsync(() => host.InstallAsync(two, Failing(HostOperationKind.CreateFile, Errno.NoSpace, "commit.json")));

        Verify("KW4014", refusal);
        Assert.Equal("2.0.0", host.WholeVersion(one, two));
        Assert.Equal(JournalPhase.Commit, host.Store().Recover().Phase);
        Assert.Equal("finished by recovery: the switch was done", host.Store().ReadHistory()[0].Verdict);
    }

    [Fact]
    public async Task A_switch_that_the_disk_does_not_confirm_is_taken_back_KW4015()
    {
        await host.InstallAsync(one);
        var switched = false;
        Errno Hook(long _, in HostOperation operation)
        {
            if (operation.Kind == HostOperationKind.Exchange) switched = true;
            return switched && operation.Kind == HostOperationKind.Synchronise ? Errno.InputOutput : Errno.None;
        }

        Verify("KW4015", await RefusedAsync(() => host.InstallAsync(two, Hook)));
        Assert.Equal("1.0.0", host.WholeVersion(one, two));
        Assert.Equal(2, host.Store().ReadStatus().Pending!.To);
        Assert.Equal(JournalPhase.Abort, host.Store().Recover().Phase);
    }

    [Fact]
    public async Task A_first_switch_that_the_disk_does_not_confirm_is_taken_back_KW4015()
    {
        Errno Hook(long _, in HostOperation operation) =>
            operation.Kind == HostOperationKind.Synchronise && operation.Path == "var/lib/keyway" && host.Current is not null ? Errno.InputOutput : Errno.None;

        Verify("KW4015-first", await RefusedAsync(() => host.InstallAsync(one, Hook)));
        Assert.Null(host.Current);
    }

    [Fact]
    public void A_host_root_that_is_a_file_is_refused_KW4016()
    {
        var file = Path.Combine(host.Root, "file");
        File.WriteAllText(file, "");

        Verify("KW4016-file", Assert.Throws<KeywayException>(() => new GenerationStore(file, TimeProvider.System).ReadStatus()));
    }

    [Fact]
    public async Task A_missing_host_root_is_refused_KW4016()
    {
        GenerationStore store = new(Path.Combine(host.Root, "no-such"), TimeProvider.System);

        Verify("KW4016", await RefusedAsync(() => store.InstallAsync(one.Request, null, TestContext.Current.CancellationToken)));
        Assert.Equal("KW4016", Assert.Throws<KeywayException>(store.ReadStatus).Code.Id);
    }

    [Theory]
    [InlineData("missing", "KW1231")]
    [InlineData("extra", "KW1229")]
    [InlineData("path", "KW1229")]
    [InlineData("type", "KW1230")]
    [InlineData("mode", "KW1230")]
    [InlineData("size", "KW1230")]
    [InlineData("target", "KW1230")]
    [InlineData("digest", "KW1003")]
    public async Task Content_that_differs_from_the_config_is_refused(string difference, string code)
    {
        await host.InstallAsync(one);
        var files = two.Layers[0].Files;
        var lying = two.Layers[0] with
        {
            Files = difference switch
            {
                "missing" => files.Add(StorePackage.File("userspace/zz", "").File),
                "extra" => files.RemoveAt(files.Length - 1),
                "path" => files.SetItem(4, files[4] with { Path = "userspace/other" }),
                "type" => files.SetItem(4, StorePackage.Link("userspace/tool", "lib").File),
                "mode" => files.SetItem(2, files[2] with { Mode = "0644" }),
                "size" => files.SetItem(2, files[2] with { Size = 4 }),
                "target" => files.SetItem(3, files[3] with { Target = "tool" }),
                _ => files.SetItem(2, files[2] with { Digest = Digest.OfBytes("other"u8) }),
            },
        };

        var refusal = await RefusedAsync(() => host.InstallAsync(Wrong(lying)));

        Assert.Equal(code, refusal.Code.Id);
        Assert.StartsWith("generation 1 (kw-driver 1.0.0) is current, as before; partial files were removed", refusal.State, StringComparison.Ordinal);
        Assert.Equal("1.0.0", host.WholeVersion(one, two));
        Assert.Empty(host.Temporaries());
    }

    [Fact]
    public async Task A_blob_that_differs_from_its_digest_is_refused_KW1003()
    {
        await host.InstallAsync(one);
        StorePackage altered = new("2.0.0") { Wire = stream => new MemoryStream([.. ((MemoryStream)stream).ToArray()[..^1], 1]) };

        var refusal = await RefusedAsync(() => host.InstallAsync(altered));

        Assert.Equal("KW1003", refusal.Code.Id);
        Assert.StartsWith("generation 1 (kw-driver 1.0.0) is current, as before; partial files were removed", refusal.State, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unpacked_content_that_differs_from_its_digest_is_refused_KW1003() =>
        Assert.Equal("KW1003", (await RefusedAsync(() => host.InstallAsync(Wrong(two.Layers[0] with { DiffId = Digest.OfBytes("other"u8) })))).Code.Id);

    [Fact]
    public async Task A_disk_that_returns_something_else_is_refused_KW4020()
    {
        await host.InstallAsync(one);
        Errno Hook(long _, in HostOperation operation)
        {
            if (operation.Kind == HostOperationKind.DropCache && operation.Path.EndsWith("kw_base.ko", StringComparison.Ordinal)) File.WriteAllText(Path.Combine(host.Root, operation.Path), "module 2.0.1");
            return Errno.None;
        }

        var refusal = await RefusedAsync(() => host.InstallAsync(two, Hook));

        Verify("KW4020", refusal);
        Assert.Equal("1.0.0", host.WholeVersion(one, two));
    }

    [Theory]
    [InlineData("/layer.json")]
    [InlineData("/generation.json")]
    public async Task A_disk_that_returns_another_document_is_refused_KW4020(string document)
    {
        await host.InstallAsync(one);
        Errno Hook(long _, in HostOperation operation)
        {
            if (operation.Kind == HostOperationKind.DropCache && operation.Path.EndsWith(document, StringComparison.Ordinal)) File.AppendAllText(Path.Combine(host.Root, operation.Path), " ");
            return Errno.None;
        }

        Assert.Equal("KW4020", (await RefusedAsync(() => host.InstallAsync(two, Hook))).Code.Id);
        Assert.Equal("1.0.0", host.WholeVersion(one, two));
        Assert.Empty(host.Temporaries());
    }

    [Theory]
    [InlineData(PayloadKind.Userspace, "userspace/x", "modules/y")]
    [InlineData(PayloadKind.KernelModule, "modules/6.1/x.ko", "modules/6.2/x.ko")]
    [InlineData(PayloadKind.Dkms, "dkms/kw/x.c", "userspace/x")]
    [InlineData(PayloadKind.Firmware, "firmware/x", "userspace/x")]
    public async Task Layers_hold_only_what_their_kind_allows_KW4021(PayloadKind kind, string right, string wrong)
    {
        var files = new[] { right, wrong }.SelectMany(path => new[] { StorePackage.Directory(path.Split('/')[0]).File, StorePackage.File(path, "").File });
        var layer = one.Layers[0] with { Kind = kind, Kernel = kind == PayloadKind.KernelModule ? "6.1" : null, Files = [.. files] };

        Verify("KW4021-" + kind, await RefusedAsync(() => host.InstallAsync(Wrong(layer))));
    }

    [Fact]
    public async Task Layers_without_a_directory_entry_are_refused_KW4024() =>
        Verify("KW4024", await RefusedAsync(() => host.InstallAsync(Wrong(one.Layers[0] with { Files = one.Layers[0].Files.RemoveAt(1) }))));

    [Fact]
    public async Task Layers_without_what_their_kind_provides_are_refused_KW4024() =>
        Verify("KW4024-empty", await RefusedAsync(() => host.InstallAsync(Wrong(one.Layers[1] with { Kernel = "..", Files = [] }))));

    [Fact]
    public async Task Two_layers_of_one_path_are_refused_KW4022()
    {
        var twice = one.Layers[0] with { Title = "amd64/userspace-again.tar.zst" };

        Verify("KW4022", await RefusedAsync(() => host.InstallAsync(Wrong(one.Layers[0], twice))));
    }

    [Fact]
    public async Task A_link_below_another_is_refused_KW4022()
    {
        PackagedLayer Firmware(string title, params string[] directories) => one.Layers[2] with { Title = title, Files = [.. directories.Select(path => StorePackage.Directory(path).File), StorePackage.File(directories[^1] + "/kw", "").File] };

        Verify("KW4022-below", await RefusedAsync(() => host.InstallAsync(Wrong(Firmware("a", "firmware"), Firmware("b", "firmware", "firmware/kw")))));
    }

    [Fact]
    public async Task An_unpacked_layer_with_another_listing_is_refused_KW4023()
    {
        await host.InstallAsync(one);

        Verify("KW4023", await RefusedAsync(() => host.InstallAsync(Wrong(one.Layers[0] with { Files = one.Layers[0].Files.RemoveAt(4) }))));
    }

    [Fact]
    public async Task Rollback_of_the_only_generation_is_refused_KW4030()
    {
        Verify("KW4030-none", await RefusedAsync(RollbackAsync(null)));
        await host.InstallAsync(one);

        Verify("KW4030", await RefusedAsync(RollbackAsync(null)));
    }

    [Fact]
    public async Task Rollback_to_what_is_not_here_is_refused_KW4031()
    {
        Verify("KW4031-none", await RefusedAsync(RollbackAsync(7)));
        await host.InstallAsync(one);
        await host.InstallAsync(two);

        Verify("KW4031", await RefusedAsync(RollbackAsync(7)));
    }

    [Fact]
    public async Task Rollback_to_a_generation_without_its_layers_is_refused_KW4032()
    {
        await host.InstallAsync(one);
        await host.InstallAsync(two);
        Directory.Delete(host.Combine("packages", "sha256-" + one.Layers[0].DiffId.Hex), recursive: true);

        Verify("KW4032", await RefusedAsync(RollbackAsync(1)));
        Assert.Equal("generations/2", host.Current);
    }

    public void Dispose() => host.Dispose();

    private static StorePackage Wrong(params PackagedLayer[] layers) => new("2.0.0") { Layers = [.. layers] };

    private Func<Task> RollbackAsync(long? generation) => () => Task.Run(() => host.Store().Rollback(generation, "test"));

    private static HostOperationHook Failing(HostOperationKind kind, Errno errno, string path = "") =>
        (long _, in HostOperation operation) => operation.Kind == kind && operation.Path.Contains(path, StringComparison.Ordinal) ? errno : Errno.None;

    private static async Task<KeywayException> RefusedAsync(Func<Task> change) => await Assert.ThrowsAsync<KeywayException>(change);

    private static string FreeOf(KeywayException refusal) => refusal.Message[refusal.Message.IndexOf("and ", StringComparison.Ordinal)..refusal.Message.IndexOf(" free", StringComparison.Ordinal)];

    private void Verify(string name, KeywayException refusal, params (string Text, string Name)[] variable)
    {
        Assert.StartsWith(refusal.Code.Id, name, StringComparison.Ordinal);
        Golden.Verify($"errors/{name}.txt", ErrorText.Of(refusal, [(host.Root, "DIR"), .. variable]));
    }
}
