// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Compatibility;

/// <summary>The names of facts that decisions use. Spec: spec/facts §"Registered names".</summary>
public static class FactNames
{
    public static readonly FactName IsaName = FactName.Parse("isa.name");
    public static readonly FactName IsaExtensions = FactName.Parse("isa.extensions");
    public static readonly FactName PageSize = FactName.Parse("memory.page-size");
    public static readonly FactName KernelRelease = FactName.Parse("kernel.release");
    public static readonly FactName KernelVermagic = FactName.Parse("kernel.vermagic");
    public static readonly FactName KernelSymversDigest = FactName.Parse("kernel.symvers.digest");
    public static readonly FactName GpuDevices = FactName.Parse("gpu.devices");
    public static readonly FactName LinkProfiles = FactName.Parse("link.profiles");
    public static readonly FactName KernelConfig = FactName.Parse("kernel.config");
    public static readonly FactName KernelModules = FactName.Parse("kernel.modules");
    public static readonly FactName ModuleSignature = FactName.Parse("security.module-signature");
    public static readonly FactName Lockdown = FactName.Parse("security.lockdown");
    public static readonly FactName SecureBoot = FactName.Parse("security.secure-boot");
    public static readonly FactName TrustedKeys = FactName.Parse("security.trusted-keys");
    public static readonly FactName GpuDriver = FactName.Parse("gpu.driver");
    public static readonly FactName GpuUsers = FactName.Parse("gpu.users");
    public static readonly FactName NvlinkVersion = FactName.Parse("link.nvlink.version");
    public static readonly FactName LinkCoherency = FactName.Parse("link.coherency");
    public static readonly FactName FabricHealthy = FactName.Parse("fabric.healthy");
    public static readonly FactName FabricManagerVersion = FactName.Parse("fabric-manager.version");
    public static readonly FactName FabricManagerRunning = FactName.Parse("fabric-manager.running");
    public static readonly FactName SubnetManagerVersion = FactName.Parse("nvlsm.version");
    public static readonly FactName FirmwareSlots = FactName.Parse("firmware.slots");
    public static readonly FactName DomainClusterUuid = FactName.Parse("domain.cluster-uuid");
    public static readonly FactName DomainClique = FactName.Parse("domain.clique");
    public static readonly FactName DomainMembers = FactName.Parse("domain.members");
    public static readonly FactName StoreFreeBytes = FactName.Parse("store.free-bytes");
}
