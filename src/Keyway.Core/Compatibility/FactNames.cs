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
}
