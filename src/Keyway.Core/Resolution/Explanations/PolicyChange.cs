// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Resolution.Explanations;

/// <summary>One other option for the resolver. Closed: these are all there are. Spec: spec/explanation §"Changes".</summary>
public abstract record PolicyChange
{
    private PolicyChange()
    {
    }

    /// <summary>The option as the command line writes it.</summary>
    public abstract string Option { get; }

    internal abstract ResolvePolicy Apply(ResolvePolicy policy);

    /// <summary>Packages whose support has ended count too.</summary>
    public sealed record AllowEndOfLife : PolicyChange
    {
        public override string Option => "--allow-eol";

        internal override ResolvePolicy Apply(ResolvePolicy policy) => policy with { AllowsEndOfLife = true };
    }

    /// <summary>What nobody knows does not block.</summary>
    public sealed record AcceptUnknown : PolicyChange
    {
        public override string Option => "--unknown warn";

        internal override ResolvePolicy Apply(ResolvePolicy policy) => policy with { Unknown = UnknownPolicy.Warn };
    }

    /// <summary>The country of the host.</summary>
    public sealed record Region(string Code) : PolicyChange
    {
        public override string Option => $"--region {Code}";

        internal override ResolvePolicy Apply(ResolvePolicy policy) => policy with { Region = Code };
    }

    /// <summary>Another package is asked for.</summary>
    public sealed record Package(string Name) : PolicyChange
    {
        public override string Option => $"--package {Name}";

        internal override ResolvePolicy Apply(ResolvePolicy policy) => policy with { Package = Name };
    }

    /// <summary>Any version will do.</summary>
    public sealed record AnyVersion : PolicyChange
    {
        public override string Option => "no --range";

        internal override ResolvePolicy Apply(ResolvePolicy policy) => policy with { Versions = null };
    }

    /// <summary>A capability is no longer required.</summary>
    public sealed record NotRequired(string Capability) : PolicyChange
    {
        public override string Option => $"no --require {Capability}";

        internal override ResolvePolicy Apply(ResolvePolicy policy) => policy with { RequiredCapabilities = policy.RequiredCapabilities.Remove(Capability, StringComparer.Ordinal) };
    }
}
