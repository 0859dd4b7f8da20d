// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Versions;

namespace Keyway.Resolution;

/// <summary>Whether the host is one the manifest is meant for: one entry of <c>supported_hosts</c> must fit in kernel, page size and C library.</summary>
internal static class SupportedHostCheck
{
    private static readonly FactName LibcName = FactName.Parse("libc.name");
    private static readonly FactName LibcVersion = FactName.Parse("libc.version");

    public static Question Question(Inquiry inquiry)
    {
        var entries = Entries(inquiry).ToArray();
        var parts = entries.SelectMany(Parts).ToImmutableArray();
        return new Question
        {
            Check = "host",
            Ask = Of,
            Reads = [.. parts.SelectMany(part => part.Reads).Distinct()],
            Demand = () => string.Join('\n', entries.Select(entry => string.Join('\t', Parts(entry).Select(part => part.Demand())))),
            // The worst part decides where there is one entry only; of several entries the best does.
            Parts = entries.Length == 1 ? parts : [],
        };
    }

    private static IEnumerable<SupportedHost> Entries(Inquiry inquiry) => inquiry.Manifest.SupportedHosts.Where(entry => entry.Isa.Word() == inquiry.IsaWord);

    private static IEnumerable<Question> Parts(SupportedHost entry)
    {
        yield return new Question { Check = "kernel", Ask = asked => Kernel(asked, entry), Reads = [FactReading.Of(FactNames.KernelRelease)], Demand = () => "kernel " + string.Join('|', entry.Kernels) };
        if (!entry.PageSizes.IsEmpty)
            yield return new Question { Check = "page-size", Ask = asked => PageSize(asked, entry.PageSizes), Reads = [FactReading.Of(FactNames.PageSize)], Demand = () => "pages " + string.Join('|', entry.PageSizes) };
        if (entry.GlibcFloor is { } floor)
            yield return new Question { Check = "libc", Ask = asked => Libc(asked, floor), Reads = [FactReading.Of(LibcName), FactReading.Of(LibcVersion)], Demand = () => "glibc " + floor };
    }

    private static Finding Of(Inquiry inquiry)
    {
        var entries = Entries(inquiry).Select(entry => Entry(inquiry, entry)).ToImmutableArray();
        if (entries.IsEmpty) return new Finding { Check = "host", Outcome = Outcome.Fail, Reason = $"supported_hosts has no entry for {inquiry.IsaWord}" };
        if (entries.Length == 1) return entries[0];
        var best = entries.MinBy(entry => entry.Outcome)!;
        return best.Outcome == Outcome.Ok ? best : best with { Reason = $"none of {entries.Length} entries of supported_hosts fits for certain: {best.Reason}", Details = entries, DetailsAre = DetailRole.AnyOf };
    }

    private static Finding Entry(Inquiry inquiry, SupportedHost entry)
    {
        List<Finding> parts = [Kernel(inquiry, entry)];
        if (!entry.PageSizes.IsEmpty) parts.Add(PageSize(inquiry, entry.PageSizes));
        if (entry.GlibcFloor is { } floor) parts.Add(Libc(inquiry, floor));
        if (parts.Count == 1) return parts[0];
        var worst = parts.MaxBy(part => part.Outcome)!;
        return worst with { Check = worst.Outcome == Outcome.Ok ? "host" : worst.Check, Details = [.. parts.Where(part => part != worst)], DetailsAre = DetailRole.AllOf };
    }

    private static Finding Kernel(Inquiry inquiry, SupportedHost entry)
    {
        var list = string.Join(", ", entry.Kernels);
        if (inquiry.Facts.TextOf(FactNames.KernelRelease) is not { } text) return inquiry.NotKnown(FactNames.KernelRelease, "kernel", $"it supports the kernels {list}");
        if (!KernelRelease.TryParse(text, out var release)) return inquiry.On(FactNames.KernelRelease, "kernel", Outcome.Unknown, $"it supports the kernels {list}; '{text}' is no kernel release");
        var holds = entry.Kernels.Aggregate(Truth.False, (so, written) => so.Or(KernelSpec.TryParse(written, out var spec) ? spec.Matches(release) : Truth.Unknown));
        return inquiry.On(FactNames.KernelRelease, "kernel", Checks.OutcomeOf(holds), $"it supports the kernels {list}, the host runs {release}");
    }

    private static Finding PageSize(Inquiry inquiry, ImmutableArray<int> sizes)
    {
        var list = string.Join(" or ", sizes);
        if (inquiry.Facts.NumberOf(FactNames.PageSize) is not { } size) return inquiry.NotKnown(FactNames.PageSize, "page-size", $"it works with pages of {list} bytes");
        var fits = sizes.Any(allowed => allowed == size);
        return inquiry.On(FactNames.PageSize, "page-size", fits ? Outcome.Ok : Outcome.Fail, $"it works with pages of {list} bytes, the host has {size}");
    }

    private static Finding Libc(Inquiry inquiry, string floor)
    {
        if (inquiry.Facts.TextOf(LibcName) is not { } name) return inquiry.NotKnown(LibcName, "libc", $"it needs glibc {floor} or newer");
        if (name != "glibc") return inquiry.On(LibcName, "libc", Outcome.Fail, $"it needs glibc {floor} or newer, the host has {name}");
        if (inquiry.Facts.TextOf(LibcVersion) is not { } version) return inquiry.NotKnown(LibcVersion, "libc", $"it needs glibc {floor} or newer");
        var order = ComponentVersion.TryParse(VersionScheme.Dotted, version, out var has) && ComponentVersion.TryParse(VersionScheme.Dotted, floor, out var needs) ? has.Compare(needs) : null;
        var outcome = order switch { null => Outcome.Unknown, < 0 => Outcome.Fail, _ => Outcome.Ok };
        return inquiry.On(LibcVersion, "libc", outcome, $"it needs glibc {floor} or newer, the host has {version}");
    }
}
