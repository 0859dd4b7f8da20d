// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Keyway.Versions;

namespace Keyway.Packages.Manifest;

/// <summary>The shapes of the strings in a manifest. Spec: spec/manifest.</summary>
internal static class ManifestTexts
{
    public static TextShape Name(string description) => new(@"^[a-z0-9]+([._-][a-z0-9]+)*$", 128)
    {
        Description = description,
        Valid = "lower-case letters and digits, with single '.', '_' or '-' between",
    };

    public static TextShape Line(string description) => new(@"^[^\u0000-\u001f\u007f]+$", 1024) { Description = description, Valid = "one line of text" };

    /// <summary>Printable ASCII without spaces.</summary>
    public static TextShape Token(string description, int maxLength) => new("^[!-~]+$", maxLength) { Description = description, Valid = "printable ASCII without spaces" };

    public static TextShape FilePath(string description) => new(@"^[A-Za-z0-9_][A-Za-z0-9._+-]*(/[A-Za-z0-9_][A-Za-z0-9._+-]*)*$", 200)
    {
        Description = description,
        Valid = "a relative path of letters, digits, '.', '_', '+', '-' and '/', no part starting with '.', '+' or '-'",
        Rule = text => text == "README.md" ? new(0, "any name but README.md, which is never packed") : null,
    };

    public static TextShape Version { get; } = new(@"^v?[0-9]+[.][0-9]+[.][0-9]+([+-][0-9a-z.+-]+)?$", StackVersion.MaxLength)
    {
        Description = "Version of the package: v2.3.1, 2026.01.1, v2.3.1+kern5.19+nvf-fusion1. Grammar: spec/version",
        Valid = "three numbers with dots between, then a pre-release and axes as in v2.3.1-rc.1+kern5.19",
        Rule = text => StackVersionSyntax.TryRead(text, out _, out var fault) ? null : new(fault.Position, fault.Expected),
    };

    public static TextShape KernelSpecText { get; } = new(@"^[ -~]+$", 256)
    {
        Description = "Kernels: 5.19+, 6.x, '>=5.15 <6.9', =6.8.0-1028-nvidia-64k, 'a || b'. Grammar: spec/version",
        Valid = "5.19+, 6.x, '>=5.15 <6.9', 6.8.0-*-nvidia*, =6.8.0-1028-nvidia-64k, 'a || b'",
        Rule = text => KernelSpec.TryRead(text, out _, out var fault) ? null : new(fault.Position, fault.Expected),
    };

    public static TextShape Release { get; } = new("^[0-9][A-Za-z0-9._+~-]*$", KernelRelease.MaxLength)
    {
        Description = "A kernel release as uname -r prints it: 6.12.94+deb13-riscv64",
        Valid = "a kernel release as uname -r prints it",
        Rule = text => KernelReleaseSyntax.TryRead(text, out _, out var fault) ? null : new(fault.Position, fault.Expected),
    };

    public static TextShape Date(string description) => new("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", 10)
    {
        Description = description,
        Valid = "a date like 2031-12-31",
        Format = "date",
        Rule = text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : new(0, "a day that exists"),
    };
}
