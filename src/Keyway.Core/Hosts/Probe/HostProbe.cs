// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Probe;

/// <summary>
/// Reads the facts of a host. Nothing is changed, no network is used, nothing needs root; whatever is missing, unreadable or strange leaves its facts
/// unknown. Spec: spec/facts.
/// </summary>
public static class HostProbe
{
    /// <summary>Reads the facts below a root directory: `/` for this host, else a captured tree.</summary>
    /// <exception cref="Artifacts.KeywayException">KW4100: the root is no directory.</exception>
    public static async Task<HostReport> ReadAsync(string root, ProbeOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(root)) throw Errors.NoRoot(root);
        HostRoot host = new(root);
        FactCollector facts = new(host, time);
        var machine = KernelFacts.ReadIdentity(host, facts);
        CpuFacts.Read(host, facts, machine);
        MemoryFacts.ReadPageSize(host, facts);
        KernelFacts.Read(host, facts);
        MemoryFacts.ConcludePageSize(facts);
        MemoryFacts.ReadNuma(host, facts);
        PlatformFacts.Read(host, facts);
        SecurityFacts.Read(host, facts);
        KeyringFacts.Read(host, facts);
        FirmwareFacts.ReadSystem(host, facts);
        OsFacts.Read(host, facts);
        cancellationToken.ThrowIfCancellationRequested();
        var symbols = SymbolFacts.Read(host, facts);
        var devices = PciDevices.Read(host, facts);
        AcsFacts.Read(host, facts, devices);
        var reports = await VendorReports.GatherAsync(host, options, cancellationToken);
        GpuFacts.Read(host, facts, reports, devices);
        FabricServices.Read(host, facts, reports);
        FirmwareFacts.ReadSlots(host, facts);
        StoreFacts.Read(host, facts);
        DeclaredFacts.Read(host, facts);
        return new HostReport(facts.Build(), symbols);
    }
}
