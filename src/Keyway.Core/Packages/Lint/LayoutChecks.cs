// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages.Lint;

/// <summary>Whether everything lies where the layout has a place for it, and everything the manifest declares is there.</summary>
internal static class LayoutChecks
{
    public static void Run(LintContext context)
    {
        foreach (var entry in context.Entries) CheckPlace(context, entry);
        var present = Present(context);
        foreach (var place in present) CheckDeclared(context, place);
        foreach (var payload in context.Manifest.Payloads.Where(payload => payload is not FirmwarePayload)) CheckPresent(context, payload, present);
        foreach (var name in present.Where(place => place.Kind == PayloadKind.Dkms).Select(place => place.Name))
            if (!context.Files.Any(file => file.Entry.Path == $"dkms/{name}/dkms.conf")) context.Error(LintCodes.NoDkmsConf, $"dkms/{name}", "there is no dkms.conf in it", "DKMS reads the package's name, version and modules from it");
    }

    private static void CheckPlace(LintContext context, SourceEntry entry)
    {
        if (PackageLayout.IsAncillary(entry.Path, context.Manifest) || PackageLayout.LeadsToPayloads(entry.Path)) return;
        if (PackageLayout.PlaceOf(entry.Path) is not { } place)
        {
            // Of a stray directory only the top is worth a line.
            var parent = entry.Path.LastIndexOf('/') is var slash and > 0 ? entry.Path[..slash] : "";
            if (parent.Length == 0 || PackageLayout.LeadsToPayloads(parent)) context.Error(LintCodes.Stray, entry.Path, "the layout has no place for it", "see spec/package; documents belong in README.md and LICENSES/");
            return;
        }

        if (entry.Type == SourceEntryType.File && place.Kind is PayloadKind.KernelModule or PayloadKind.Dkms && place.TreePath.Split('/').Length < 3)
            context.Error(LintCodes.Stray, entry.Path, "a file where a directory belongs", place.Kind == PayloadKind.Dkms ? "put sources into dkms/NAME/" : "put modules into ISA/modules/RELEASE/");
    }

    private static List<LayoutPlace> Present(LintContext context) =>
        [.. context.Files.Select(file => file.Place).Where(place => place.Kind != PayloadKind.Firmware).DistinctBy(place => (place.Kind, place.Isa, place.Name))];

    private static void CheckDeclared(LintContext context, LayoutPlace place)
    {
        var path = DirectoryOf(place.Kind, place.Isa, place.Name);
        if (place.Isa is { } isa && !context.Manifest.SupportedHosts.Any(host => host.Isa == isa))
            context.Error(LintCodes.UnsupportedIsa, path, $"'supported_hosts' does not have {isa.Word()}", "add a host with this ISA, or remove the directory");
        else if (context.Manifest.Payloads.Length > 0 && !context.Manifest.Payloads.Any(payload => IsAt(payload, place)))
            context.Error(LintCodes.PayloadUndeclared, path, "'payloads' does not declare it", "declare it, or remove the directory");
    }

    private static void CheckPresent(LintContext context, Payload payload, List<LayoutPlace> present)
    {
        if (present.Exists(place => IsAt(payload, place))) return;
        var (isa, name) = payload switch
        {
            KernelModulePayload modules => (modules.Isa, modules.Release),
            UserspacePayload userspace => (userspace.Isa, ""),
            DkmsPayload dkms => ((Isa?)null, dkms.Name),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        context.Error(LintCodes.PayloadMissing, DirectoryOf(payload.Kind, isa, name), "'payloads' declares it, but it holds no files", "build it, or drop it from 'payloads'");
    }

    private static bool IsAt(Payload payload, LayoutPlace place) => payload switch
    {
        KernelModulePayload modules => place.Kind == PayloadKind.KernelModule && place.Isa == modules.Isa && place.Name == modules.Release,
        UserspacePayload userspace => place.Kind == PayloadKind.Userspace && place.Isa == userspace.Isa,
        DkmsPayload dkms => place.Kind == PayloadKind.Dkms && place.Name == dkms.Name,
        _ => false,
    };

    private static string DirectoryOf(PayloadKind kind, Isa? isa, string name) =>
        (isa is { } word ? word.Word() + "/" : "") + PackageLayout.TreeRoot(kind, name);
}
