// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Packages.Elf;

/// <summary>The <c>key=value</c> strings of <c>.modinfo</c>, in file order; a key may repeat.</summary>
internal sealed class ModuleMetadata
{
    // Drivers with thousands of aliases have a tenth of it.
    private const int MaxLength = 4 << 20;

    private readonly ILookup<string, string> values;

    private ModuleMetadata(ILookup<string, string> values) => this.values = values;

    public static ModuleMetadata Read(ElfImage image)
    {
        if (image.Find(".modinfo")?.Size > MaxLength) throw Errors.MalformedElf(image.File.Name, $"a .modinfo of more than {MaxLength} bytes");
        return new(ZeroSeparated.Split(image.Content(".modinfo"), image.File.Name)
            .Select(text => text.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToLookup(pair => pair[0], pair => pair[1], StringComparer.Ordinal));
    }

    public string? First(string key) => values[key].FirstOrDefault();

    public ImmutableArray<string> All(string key) => [.. values[key]];
}
