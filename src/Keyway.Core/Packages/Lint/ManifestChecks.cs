// SPDX-License-Identifier: Apache-2.0

using Keyway.Versions;

namespace Keyway.Packages.Lint;

/// <summary>What the manifest must say before a package may be packed.</summary>
internal static class ManifestChecks
{
    public static void Run(LintContext context)
    {
        if (context.Manifest.Licence is null)
            context.Error(LintCodes.MissingLicence, PackageLayout.ManifestFile, "the manifest names no licence", "add \"licence\" with an SPDX expression, such as \"GPL-2.0-only AND Apache-2.0\"");
        foreach (var isa in context.Manifest.SupportedHosts.Select(host => host.Isa).Distinct().Order()) CheckIsa(context, isa);
        foreach (var place in context.Files.Select(file => file.Place).Where(place => place.Kind == PayloadKind.KernelModule).DistinctBy(place => (place.Isa, place.Name))) CheckKernel(context, place);
    }

    // Firmware alone is not enough: nothing would load it.
    private static void CheckIsa(LintContext context, Isa isa)
    {
        if (!context.Files.Any(file => file.Place.Isa == isa || file.Place.Kind == PayloadKind.Dkms))
            context.Error(LintCodes.HostWithoutPayload, PackageLayout.ManifestFile, $"'supported_hosts' has {isa.Word()}, but there is no payload for it", $"build {isa.Word()}/userspace/, {isa.Word()}/modules/RELEASE/ or dkms/NAME/, or drop the hosts");
    }

    private static void CheckKernel(LintContext context, LayoutPlace place)
    {
        var path = $"{place.Isa!.Value.Word()}/{PackageLayout.TreeRoot(place.Kind, place.Name)}";
        if (!KernelRelease.TryParse(place.Name, out var release))
        {
            context.Error(LintCodes.KernelNotCovered, path, $"'{Manifest.Shown.Text(place.Name)}' is not a kernel release", "name the directory as uname -r prints it");
            return;
        }

        var specs = context.Manifest.SupportedHosts.Where(host => host.Isa == place.Isa).SelectMany(host => host.Kernels).ToList();
        var verdict = specs.Select(spec => KernelSpec.Parse(spec).Matches(release)).DefaultIfEmpty(Truth.False).Max();
        if (verdict == Truth.True) return;
        var message = $"kernels of supported {place.Isa.Value.Word()} hosts: {string.Join(" || ", specs)}; {release} is {(verdict == Truth.False ? "none of them" : "not surely one of them")}";
        if (verdict == Truth.False) context.Error(LintCodes.KernelNotCovered, path, message, "widen 'kernels', or remove the modules");
        else context.Warn(LintCodes.KernelNotCovered, path, message, "name the release exactly: \"=" + release + "\"");
    }
}
