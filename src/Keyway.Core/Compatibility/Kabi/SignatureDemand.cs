// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages;

namespace Keyway.Compatibility.Kabi;

/// <summary>
/// Whether a kernel that demands signatures would take the module's. The signature itself is the kernel's to verify; here only: is there one, and does it
/// name a key of the keyrings. A key id that is not in the list fails only when it is of the same kind as the list's: see spec/kabi §"Signatures".
/// </summary>
internal static class SignatureDemand
{
    public static LoadProblem? Of(PackagedModule module, LoadingKernel kernel)
    {
        if (kernel.DemandsSignature != true) return null;
        if (!module.IsSigned) return Problem(Outcome.Fail, $"{module.Name} is not signed, and the kernel demands a signature because {kernel.Demand}", FactNames.ModuleSignature);
        if (kernel.TrustedKeys is not { } keys) return Problem(Outcome.Unknown, $"{module.Name} is signed by key {module.SigningKey}, and the keys the kernel trusts are not known", FactNames.TrustedKeys);
        if (module.SigningKey is not { } key) return Problem(Outcome.Unknown, $"{module.Name} has a signature that names no key we can read", FactNames.TrustedKeys);
        if (keys.Contains(LoadingKernel.Plain(key))) return null;
        // A certificate's serial number cannot be found among key ids; only a list that has serial numbers answers it.
        var isComparable = !key.StartsWith(PackagedModule.SerialPrefix, StringComparison.Ordinal) || keys.Any(trusted => trusted.StartsWith(PackagedModule.SerialPrefix, StringComparison.Ordinal));
        return isComparable
            ? Problem(Outcome.Fail, $"{module.Name} is signed by key {key}, which is none of the {keys.Length} keys the kernel trusts", FactNames.TrustedKeys)
            : Problem(Outcome.Unknown, $"{module.Name} is signed by key {key}, and the keys the kernel trusts are known by other ids", FactNames.TrustedKeys);

        LoadProblem Problem(Outcome outcome, string reason, FactName fact) => new(LoadObstacle.Signature, outcome, module.Name, null, reason) { Fact = fact };
    }
}
