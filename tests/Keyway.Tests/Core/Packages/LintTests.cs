// SPDX-License-Identifier: Apache-2.0

using System.Net.Sockets;
using System.Runtime.InteropServices;
using Keyway.Artifacts.Content;
using Keyway.Packages;
using Keyway.Packages.Lint;
using Keyway.Tests.Core.Packages.Elf;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Packages;

public sealed partial class LintTests
{
    private const string Release = "6.12.94+deb13-riscv64";
    private const string Vermagic = Release + " SMP mod_unload modversions";
    private static readonly byte[] Blob = "firmware"u8.ToArray();

    public static TheoryData<string> Samples => [.. Directory.EnumerateDirectories(RepositoryRoot.Combine("samples", "kw-link")).Where(path => File.Exists(Path.Combine(path, "keyway.json"))).Select(path => Path.GetFileName(path)!)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_packages_have_no_errors(string version)
    {
        var report = PackageLint.Run(RepositoryRoot.Combine("samples", "kw-link", version), TestContext.Current.CancellationToken);

        Assert.False(report.IsRefused);
        Golden.Verify($"lint/sample-{version}.txt", Text(report));
        Assert.NotEmpty(report.OrRefuse().Isas);
    }

    [Fact]
    public void A_sound_directory_has_only_notes()
    {
        using var directory = Sound();

        Verify("sound", directory);
    }

    [Fact]
    public void A_missing_licence_is_refused()
    {
        using var directory = Sound(manifest => manifest with { Licence = null });

        Verify("KW1401", directory);
        Refusals.Verify("KW1400", () => PackageLint.Run(directory.Root, TestContext.Current.CancellationToken).OrRefuse());
    }

    [Fact]
    public void Devices_pipes_and_sockets_are_refused()
    {
        using var directory = Sound();
        Assert.Equal(0, MakePipe(directory.At("riscv64/userspace/pipe"), 0x1a4));
        using Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(directory.At("socket")));

        Verify("KW1402", directory);
    }

    [Fact]
    public void Links_that_leave_their_payload_are_refused()
    {
        using var directory = Sound()
            .Link("riscv64/userspace/absolute", "/etc/passwd")
            .Link("riscv64/userspace/escaping", "../../x")
            .Link("riscv64/userspace/long", "./kwctl")
            .Link("firmware/link.bin", "kw.bin")
            .Link("LICENSES", "/usr/share/common-licenses");

        Verify("KW1403", directory);
    }

    [Fact]
    public void Hostile_names_are_refused()
    {
        using var directory = Sound().Add("riscv64/userspace/new\nline").Add("riscv64/userspace/red\u001b[31m").Add("riscv64/userspace/back\\slash");

        Verify("KW1404", directory);
    }

    [Fact]
    public void Names_that_are_not_UTF_8_are_one_finding_among_the_others()
    {
        using var directory = Sound().Add("riscv64/userspace/open");
        File.SetUnixFileMode(directory.At("riscv64/userspace/open"), (UnixFileMode)0b110_110_110);
        byte[] path = [.. System.Text.Encoding.UTF8.GetBytes(directory.At("riscv64/userspace/bad-")), 0xff, 0];
        Assert.Equal(0, MakeDirectory(path, 0x1ed));
        try
        {
            Verify("KW1404-utf8", directory);
        }
        finally
        {
            // Nothing but its bytes finds it again, not even the one who cleans up.
            Assert.Equal(0, RemoveDirectory(path));
        }
    }

    [Fact]
    public void A_manifest_that_is_a_pipe_is_refused_and_not_waited_for()
    {
        using var directory = Sound();
        File.Delete(directory.At("keyway.json"));
        Assert.Equal(0, MakePipe(directory.At("keyway.json"), 0x1a4));

        var refusal = Refusals.Of(() => PackageLint.Run(directory.Root, TestContext.Current.CancellationToken));

        Assert.Equal("keyway.json is a named pipe: a package holds files, directories and links only", refusal.Message);
    }

    [Fact]
    public void Permissions_that_grant_too_much_are_refused()
    {
        using var directory = Sound().Add("riscv64/userspace/open").Add("riscv64/userspace/setuid").Add("riscv64/userspace/setgid");
        File.SetUnixFileMode(directory.At("riscv64/userspace/open"), (UnixFileMode)0b110_110_110);
        File.SetUnixFileMode(directory.At("riscv64/userspace"), (UnixFileMode)0b111_111_111);
        File.SetUnixFileMode(directory.At("riscv64/userspace/setuid"), UnixFileMode.SetUser | (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(directory.At("riscv64/userspace/setgid"), UnixFileMode.SetGroup | (UnixFileMode)0b111_101_101);

        Verify("KW1405-KW1406", directory);
    }

    [Fact]
    public void Files_with_names_outside_are_told()
    {
        using var directory = Sound();
        using TemporaryDirectory outside = new();
        File.WriteAllText(outside.Combine("x"), "x");
        Assert.Equal(0, MakeLink(outside.Combine("x"), directory.At("riscv64/userspace/outside")));
        directory.Add("riscv64/userspace/inside-1");
        Assert.Equal(0, MakeLink(directory.At("riscv64/userspace/inside-1"), directory.At("riscv64/userspace/inside-2")));

        Verify("KW1407", directory);
    }

    [Fact]
    public void Files_without_a_place_are_refused()
    {
        using var directory = Sound().Add("notes.txt").Add("x86_64/userspace/kwctl").Add("riscv64/bin/kwctl").Add("dkms/Makefile").Add("riscv64/modules/kw_base.ko");

        Verify("KW1408", directory);
    }

    [Fact]
    public void Machine_code_of_another_isa_is_refused()
    {
        using var directory = Sound()
            .Add("riscv64/userspace/amd64", Sample("amd64/userspace/usr/bin/kwlinkctl"))
            .Add("riscv64/userspace/soft-float", new ElfBuilder { Type = 3, Flags = 1 }.Build())
            .Add("riscv64/userspace/embedded", new ElfBuilder { Type = 3, Flags = 0xc }.Build())
            .Add("riscv64/userspace/32-bit", Header(0x7f, 0x45, 0x4c, 0x46, 1, 1, 1))
            .Add("riscv64/userspace/big-endian", Header(0x7f, 0x45, 0x4c, 0x46, 2, 2, 1))
            .Add($"riscv64/modules/{Release}/kw_arm.ko", ElfBuilder.Module(machine: 183).Build())
            .Add($"riscv64/modules/{Release}/kw_float.ko", new ElfBuilder { Flags = 5 }.Section(".modinfo", ElfBuilder.Text($"license=GPL\0vermagic={Vermagic} \0")).Build());

        Verify("KW1410", directory);
    }

    [Fact]
    public void Malformed_files_and_files_that_are_no_modules_are_refused()
    {
        using var directory = Sound()
            .Add("riscv64/userspace/short", Sample("riscv64/userspace/usr/bin/kwlinkctl")[..2000])
            .Add($"riscv64/modules/{Release}/empty.ko", "")
            .Add($"riscv64/modules/{Release}/packed.ko.gz", "not gzip")
            .Add($"riscv64/modules/{Release}/plain.ko", new ElfBuilder().Build())
            .Add($"riscv64/modules/{Release}/modules.dep");

        Verify("KW1411-KW1412", directory);
    }

    [Fact]
    public void Modules_must_be_what_directory_and_manifest_say()
    {
        using var directory = Sound()
            .Add($"riscv64/modules/{Release}/kw_other.ko", ElfBuilder.Module("6.12.107+deb13-riscv64").Build());

        Verify("KW1413-KW1414", directory);
    }

    [Fact]
    public void Modules_of_one_release_agree_even_without_a_claim()
    {
        using var directory = Sound(manifest => manifest with { Payloads = [] })
            .Add($"riscv64/modules/{Release}/kw_other.ko", new ElfBuilder().Section(".modinfo", ElfBuilder.Text($"license=GPL\0vermagic={Release} SMP\0")).Build());

        Verify("KW1415", directory);
    }

    [Fact]
    public void Licences_of_modules_are_compared_with_that_of_the_package()
    {
        using var directory = Sound()
            .Add($"riscv64/modules/{Release}/kw_closed.ko", ElfBuilder.Module(license: "Proprietary").Build())
            .Add($"riscv64/modules/{Release}/kw_none.ko", new ElfBuilder().Section(".modinfo", ElfBuilder.Text($"vermagic={Vermagic} \0")).Build());

        Verify("KW1418", directory);
    }

    [Fact]
    public void Signatures_missing_crcs_and_firmware_of_modules_are_told()
    {
        using var directory = Sound()
            .Add($"riscv64/modules/{Release}/kw_signed.ko", KernelModuleFileTests.Signed([1, 2, 3], kind: 2))
            .Add($"riscv64/modules/{Release}/kw_more.ko", ElfBuilder.Module(firmware: "vendor/other.bin", hasBareImport: true).Build());

        Verify("KW1416-KW1419", directory);
    }

    [Fact]
    public void Unsafe_and_anonymous_machine_code_is_told()
    {
        using var directory = Sound()
            .Add("riscv64/userspace/anonymous", ElfPatch.WithoutBuildId(SampleLibrary()))
            .Add("riscv64/userspace/stack", ElfPatch.WithExecutableStack(SampleLibrary()))
            .Add("riscv64/userspace/text", ElfPatch.RetaggedDynamic(SampleLibrary(), from: 14, to: 22))
            .Add("riscv64/userspace/path", ElfPatch.RetaggedDynamic(SampleLibrary(), from: 14, to: 29))
            .Link("riscv64/userspace/libkwlink.so.2", "stack");

        Verify("KW1422-KW1426", directory);
    }

    [Fact]
    public void Userspace_must_find_what_it_needs()
    {
        using var directory = Sound(manifest => manifest with { SupportedHosts = [manifest.SupportedHosts[0] with { GlibcFloor = "2.31" }] })
            .Add("riscv64/userspace/usr/bin/kwlinkctl", Sample("riscv64/userspace/usr/bin/kwlinkctl"))
            .Add("riscv64/userspace/usr/lib/renamed.so", SampleLibrary())
            .Add("dkms/kw-demo/blob.o", Sample("riscv64/userspace/usr/bin/kwlinkctl"));

        Verify("KW1420-KW1427", directory);
    }

    [Fact]
    public void Floors_that_are_not_declared_are_told()
    {
        using var directory = Sound(manifest => manifest with { SupportedHosts = [manifest.SupportedHosts[0] with { GlibcFloor = null }] })
            .Add("riscv64/userspace/usr/lib/libkwlink.so.2", SampleLibrary());

        Verify("KW1423", directory);
    }

    [Fact]
    public void Firmware_must_be_there_declared_and_the_same()
    {
        using var directory = Sound(manifest => manifest with
        {
            Firmware =
            [
                manifest.Firmware[0] with { Sha256 = Digest.OfBytes("other"u8), Size = 9 },
                manifest.Firmware[0] with { File = "gone.bin" },
            ],
        }).Add("firmware/stray.bin").Add("firmware/sub/stray.bin");

        Verify("KW1430-KW1433", directory);
    }

    [Fact]
    public void Payloads_and_hosts_must_agree()
    {
        using var directory = Sound(manifest => manifest with
        {
            SupportedHosts = [manifest.SupportedHosts[0] with { Kernels = ["5.x"] }, new() { Isa = Isa.Amd64, Kernels = ["6.x"] }],
            Payloads = [new UserspacePayload { Isa = Isa.Riscv64 }, new DkmsPayload { Name = "gone" }, new KernelModulePayload { Isa = Isa.Riscv64, Release = "5.10.0", Vermagic = "5.10.0 SMP" }],
        }).Add("arm64/userspace/kwctl").Add("riscv64/modules/not-a-release/README.md").Add("dkms/bare/Makefile");
        Directory.Delete(directory.At("dkms/kw-demo"), recursive: true);

        Verify("KW1440-KW1445", directory);
    }

    [Fact]
    public void Kernels_that_are_not_surely_covered_are_told()
    {
        using var directory = Sound(manifest => manifest with
        {
            SupportedHosts = [new() { Isa = Isa.Riscv64, Kernels = [">=6.1.5"] }],
            Payloads = [],
        });
        directory.Add("riscv64/modules/6.1.0-47-riscv64/kw_base.ko", ElfBuilder.Module("6.1.0-47-riscv64").Build());

        Verify("KW1444-unknown", directory);
    }

    [Fact]
    public void A_refused_manifest_does_not_hide_the_rest()
    {
        using var directory = Sound().Add("keyway.json", "{\"pakage\": 1}").Add("riscv64/userspace/new\nline");

        Verify("KW1330", directory);
    }

    private static void Verify(string name, PackageDirectory directory)
    {
        var text = Text(PackageLint.Run(directory.Root, TestContext.Current.CancellationToken));

        Golden.Verify($"lint/{name}.txt", text);
        Assert.Equal(text, Text(PackageLint.Run(directory.Root, TestContext.Current.CancellationToken)));
    }

    private static string Text(LintReport report) => string.Concat(report.Findings.Select(finding => finding + "\n"));

    private static PackageDirectory Sound(Func<DriverManifest, DriverManifest>? change = null)
    {
        DriverManifest manifest = new()
        {
            Package = "kw-demo",
            Version = "1.0.0",
            Licence = "GPL-2.0-only",
            SupportedHosts = [new() { Isa = Isa.Riscv64, Kernels = ["6.x"], GlibcFloor = "2.36" }],
            Payloads = [new KernelModulePayload { Isa = Isa.Riscv64, Release = Release, Vermagic = Vermagic }, new UserspacePayload { Isa = Isa.Riscv64 }, new DkmsPayload { Name = "kw-demo" }],
            Firmware = [new() { File = "nvlink-fw.bin", Sha256 = Digest.OfBytes(Blob), Rev = "v1" }],
        };
        return new PackageDirectory()
            .Manifest(change is null ? manifest : change(manifest))
            .Add($"riscv64/modules/{Release}/kw_base.ko", ElfBuilder.Module().Build())
            .Add("riscv64/userspace/kwctl")
            .Add("dkms/kw-demo/dkms.conf")
            .Add("firmware/nvlink-fw.bin", Blob)
            .Add("README.md").Add("LICENSE").Add(".gitlab-ci.yml").Add(".github/workflows/x.yml").Add("riscv64/modules/README.md").Add("firmware/README.md");
    }

    private static byte[] Sample(string path) => File.ReadAllBytes(RepositoryRoot.Combine("samples", "kw-link", "2.3.1", path));

    private static byte[] SampleLibrary() => Sample("riscv64/userspace/usr/lib/libkwlink.so.2.3.1");

    private static byte[] Header(params byte[] start)
    {
        var bytes = new byte[64];
        start.CopyTo(bytes, 0);
        bytes[start[5] == 2 ? 19 : 18] = 243;
        return bytes;
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakePipe(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeLink(string existing, string created);

    [LibraryImport("libc", EntryPoint = "mkdir")]
    private static partial int MakeDirectory(byte[] path, uint mode);

    [LibraryImport("libc", EntryPoint = "rmdir")]
    private static partial int RemoveDirectory(byte[] path);
}
