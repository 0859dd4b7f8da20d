// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Packages.Elf;
using Keyway.Packages.Manifest;

namespace Keyway.Packages.Lint;

/// <summary>Every file under <c>modules/</c> against its directory, the manifest's claims and the others of its release.</summary>
internal sealed class ModuleChecks(LintContext context)
{
    public static void Run(LintContext context, CancellationToken cancellationToken)
    {
        ModuleChecks checks = new(context);
        foreach (var release in context.Files.Where(file => file.Place.Kind == PayloadKind.KernelModule).GroupBy(file => (file.Place.Isa, file.Place.Name)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            checks.CheckRelease([.. release]);
        }
    }

    private void CheckRelease(List<(SourceEntry Entry, LayoutPlace Place)> files)
    {
        var place = files[0].Place;
        var claim = context.Manifest.Payloads.OfType<KernelModulePayload>().FirstOrDefault(payload => payload.Isa == place.Isa && payload.Release == place.Name)?.Vermagic;
        var expected = claim;
        foreach (var (entry, _) in files)
        {
            if (Read(entry) is not { } module) continue;
            Check(entry, place, module);
            expected ??= module.Vermagic;
            if (module.Vermagic == expected) continue;
            if (claim is not null) context.Error(LintCodes.VermagicClaim, entry.Path, $"its vermagic is '{Shown.Text(module.Vermagic)}', the manifest claims '{claim}'", "build it for the claimed kernel, or correct the claim");
            else context.Error(LintCodes.MixedVermagic, entry.Path, $"its vermagic is '{Shown.Text(module.Vermagic)}', another module of this release has '{Shown.Text(expected)}'", "build all of them against the same kernel");
        }
    }

    private KernelModuleFile? Read(SourceEntry entry)
    {
        if (!ModuleCompression.IsModule(entry.Path))
        {
            context.Error(LintCodes.NotAModule, entry.Path, "its name does not end in .ko, .ko.gz, .ko.xz or .ko.zst", "only modules belong here");
            return null;
        }

        try
        {
            using var stream = context.Open(entry);
            return KernelModuleFile.Read(stream, entry.Path);
        }
        catch (KeywayException refusal)
        {
            context.Error(refusal.Code == Errors.NotAModuleCode ? LintCodes.NotAModule : LintCodes.MalformedFile, entry.Path, Shown.Text(refusal.Message), refusal.Hint);
            return null;
        }
    }

    private void Check(SourceEntry entry, LayoutPlace place, KernelModuleFile module)
    {
        if (ElfTarget.Mismatch(module.Header, place.Isa!.Value) is { } mismatch) context.Error(LintCodes.WrongTarget, entry.Path, mismatch, $"build it for {place.Isa.Value.Word()}");
        if (module.Release != place.Name) context.Error(LintCodes.WrongRelease, entry.Path, $"it was built for {Shown.Text(module.Release)}, its directory is {Shown.Text(place.Name)}", "move it to the directory of its release");
        if (module.Signature is { } signature)
            context.Note(LintCodes.ModuleSignature, entry.Path, $"signed: {signature.Kind}, {signature.HashAlgorithm ?? "unknown hash"}, signer {Shown.Text(signature.Signer ?? "unknown")}, key {signature.KeyId ?? "unknown"}");
        CheckSymbols(entry, module);
        CheckLicence(entry, module);
        foreach (var firmware in module.Firmware.Where(name => !context.Manifest.Firmware.Any(image => image.File == name || name.EndsWith("/" + image.File, StringComparison.Ordinal))))
            context.Note(LintCodes.ModuleFirmware, entry.Path, $"asks for firmware '{Shown.Text(firmware)}', which the package does not carry");
    }

    private void CheckSymbols(SourceEntry entry, KernelModuleFile module)
    {
        var bare = module.Imports.Count(import => import.Value is null);
        context.Note(LintCodes.ModuleSymbols, entry.Path, $"{module.Imports.Count} imports, {module.Imports.Count - bare} with CRC; {module.Exports.Count} exports");
        if (bare > 0 && bare < module.Imports.Count)
            context.Warn(LintCodes.ModuleSymbols, entry.Path, $"{bare} imports have no CRC, such as '{Shown.Text(module.Imports.First(import => import.Value is null).Key)}'", "build it with the Module.symvers of every module it depends on (KBUILD_EXTRA_SYMBOLS)");
    }

    private void CheckLicence(SourceEntry entry, KernelModuleFile module)
    {
        if (module.License is not { } licence) context.Error(LintCodes.ModuleLicence, entry.Path, "it has no MODULE_LICENSE, so the kernel will not give it GPL symbols", "declare one in the source");
        else if (context.Manifest.Licence is { } package && !ModuleLicences.Agrees(licence, package))
            context.Note(LintCodes.ModuleLicence, entry.Path, $"MODULE_LICENSE is \"{Shown.Text(licence)}\", the package is {package}");
    }
}
