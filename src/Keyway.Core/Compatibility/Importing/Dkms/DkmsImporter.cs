// SPDX-License-Identifier: Apache-2.0

using Keyway.Versions;

namespace Keyway.Compatibility.Importing.Dkms;

/// <summary>
/// dkms.conf: where DKMS refuses to build becomes known-bad. Where it would build is no claim that the result works, so it becomes nothing.
/// Spec: spec/matrix/importing.md §"dkms".
/// </summary>
internal static class DkmsImporter
{
    // How the driver is built and installed; says nothing about hosts.
    private static readonly HashSet<string> Silent = new(StringComparer.Ordinal)
    {
        "PACKAGE_NAME", "PACKAGE_VERSION", "AUTOINSTALL", "MAKE", "CLEAN", "BUILT_MODULE_NAME", "BUILT_MODULE_LOCATION", "DEST_MODULE_NAME", "DEST_MODULE_LOCATION",
        "STRIP", "REMAKE_INITRD", "MODULES_CONF", "NO_WEAK_MODULES", "SIGN_FILE", "MOK_SIGNING_KEY", "MOK_CERTIFICATE", "PATCH", "POST_ADD", "POST_BUILD", "POST_INSTALL",
        "POST_REMOVE", "PRE_BUILD", "PRE_INSTALL", "MODULES_CONF_ALIAS_TYPE", "MODULES_CONF_OBSOLETES", "MODULES_CONF_OBSOLETE_ONLY",
    };

    private static readonly (string Name, string Uname)[] Machines = [("amd64", "x86_64"), ("arm64", "aarch64"), ("riscv64", "riscv64")];

    public static void Import(ImportNotes notes)
    {
        var conf = DkmsConf.Read(notes.Source.Text);
        if (conf.Assignments.All(assignment => assignment.Name != "PACKAGE_NAME")) throw notes.Refuse(1, "no PACKAGE_NAME", "a dkms.conf");
        if (conf.FirstCode > 0) notes.Leave(conf.FirstCode, "shell code", "it is not run, and may be why a directive is set or not");
        // As in a shell, the last assignment of a name counts.
        foreach (var last in conf.Assignments.GroupBy(assignment => assignment.Name, StringComparer.Ordinal).Select(group => group.Last()).OrderBy(last => last.Line))
            if (!Silent.Contains(last.Name)) Directive(notes, last, conf.FirstCode > 0);
    }

    private static void Directive(ImportNotes notes, DkmsAssignment given, bool isUncertain)
    {
        if (given.Value is not { } value) notes.Leave(given.Line, given.Name, "its value is computed by a shell");
        else if (isUncertain) notes.Leave(given.Line, $"{given.Name}={value}", "the file has shell code, so it may not hold");
        else if (value.Length > 0) Known(notes, given, value);
    }

    private static void Known(ImportNotes notes, DkmsAssignment given, string value)
    {
        switch (given.Name)
        {
            case "BUILD_EXCLUSIVE_KERNEL":
                Kernel(notes, given, value);
                break;
            case "BUILD_EXCLUSIVE_KERNEL_MIN":
                Bound(notes, given, value, value + "+", "older than");
                break;
            case "BUILD_EXCLUSIVE_ARCH":
                Machine(notes, given, value);
                break;
            case "BUILD_EXCLUSIVE_CONFIG":
                foreach (var option in value.Split((char[])[' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries)) Config(notes, given, option);
                break;
            case "BUILD_EXCLUSIVE_KERNEL_MAX":
                notes.Leave(given.Line, $"{given.Name}={value}", "DKMS refuses a later patch level of the same series, too; no kernel spec says so");
                break;
            default:
                notes.Leave(given.Line, $"{given.Name}={value}", "a matrix has no place for it");
                break;
        }
    }

    private static void Kernel(ImportNotes notes, DkmsAssignment given, string value)
    {
        if (!Patterns.TryExpand(value, out var globs))
        {
            notes.Leave(given.Line, $"{given.Name}={value}", "regular expressions are imported only if a list of globs says the same");
            return;
        }

        var fits = Conditions.Any([.. globs.Value.Select(glob => Conditions.Glob("kernel.release", null, glob))]);
        notes.Claim("dkms-kernel", "known-bad", Conditions.Not(fits), $"DKMS builds it only for kernels that match {value}");
    }

    private static void Bound(ImportNotes notes, DkmsAssignment given, string value, string spec, string words)
    {
        if (value.Count(c => c == '.') is not (1 or 2) || !VersionRange.TryParse(VersionScheme.LinuxKernel, spec, out var range)) notes.Leave(given.Line, $"{given.Name}={value}", "it is no kernel version such as 6.10");
        else notes.Claim("dkms-kernel-min", "known-bad", Conditions.Not(Conditions.Range("kernel.release", "linux-kernel", range.ToString())), $"DKMS does not build it for kernels {words} {value}");
    }

    private static void Machine(ImportNotes notes, DkmsAssignment given, string value)
    {
        if (!Patterns.TryExpand(value, out var globs))
        {
            notes.Leave(given.Line, $"{given.Name}={value}", "regular expressions are imported only if a list of globs says the same");
            return;
        }

        var refused = Machines.Where(machine => !Patterns.Matches(globs.Value, machine.Uname)).Select(machine => machine.Name).ToArray();
        if (refused.Length > 0) notes.Claim("dkms-arch", "known-bad", Conditions.In("isa.name", null, refused), $"DKMS builds it only on machines that match {value}");
    }

    private static void Config(ImportNotes notes, DkmsAssignment given, string option)
    {
        var isForbidden = option[0] == '!';
        var name = isForbidden ? option[1..] : option;
        if (!name.StartsWith("CONFIG_", StringComparison.Ordinal) || name.Length > 120 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            notes.Leave(given.Line, $"{given.Name}={option}", "it is no kernel option such as CONFIG_PREEMPT_RT");
            return;
        }

        // Facts name options without the prefix. DKMS takes an option that a configuration does not name for off, hence hasAll; one it asks for stays unknown without a word.
        var fact = name[7..];
        var when = isForbidden ? Conditions.All([Conditions.HasAll("kernel.config", fact), Conditions.Ne("kernel.config", fact, "n")]) : Conditions.In("kernel.config", fact, ["n"]);
        notes.Claim("dkms-" + name, "known-bad", when, isForbidden ? $"DKMS does not build it for kernels with {name}" : $"DKMS builds it only for kernels with {name}");
    }
}
