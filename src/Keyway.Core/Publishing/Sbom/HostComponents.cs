// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Sbom;
using Keyway.Packages;
using Keyway.Packages.Lint;

namespace Keyway.Publishing.Sbom;

/// <summary>What a package needs from its host: named, so that it is a known unknown, but not delivered.</summary>
internal static class HostComponents
{
    private static readonly SbomAgent Gnu = new() { Name = "GNU C Library", Url = "https://www.gnu.org/software/libc/" };
    private static readonly SbomAgent Linux = new() { Name = "Linux kernel", Url = "https://www.kernel.org/" };

    public static SbomComponent Library(Isa isa, string soname) => Of($"host/{isa.Word()}/{soname}", SbomKind.Library, soname) with
    {
        Creator = HostLibraries.Glibc.Contains(soname) ? Gnu : null,
    };

    public static SbomComponent Kernel(string release) => Of($"host/linux/{release}", SbomKind.OperatingSystem, "linux") with { Version = release, Creator = Linux };

    public static SbomComponent Module(string release, string name) => Of($"host/linux/{release}/{name}", SbomKind.DeviceDriver, name) with { Version = release };

    public static SbomComponent Firmware(string name) => Of($"host/firmware/{name}", SbomKind.Firmware, name);

    private static SbomComponent Of(string id, SbomKind kind, string name) => new() { Id = id, Kind = kind, Name = name, IsExternal = true };
}
