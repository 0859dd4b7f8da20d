// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;

namespace Keyway.Admission;

/// <summary>Who is asked about the origin of a package before a host gets it. Digests alone do not answer that: anybody can compute them. Spec: spec/audit §"What is recorded".</summary>
public sealed record OriginDemand
{
    /// <summary>The code under which an install that asked nobody is in the audit trail.</summary>
    public const string UnverifiedCode = "unverified";

    /// <summary>A signature of somebody who was named.</summary>
    public bool AsksSignature { get; init; }

    /// <summary>Policies, of the command line or of the host.</summary>
    public bool AsksPolicy { get; init; }

    /// <summary>The channel of the host.</summary>
    public bool AsksChannel { get; init; }

    /// <summary>Somebody said that nobody needs to be asked. It turns off nothing that is asked.</summary>
    public bool AllowsUnverified { get; init; }

    /// <summary>True when nobody is asked.</summary>
    public bool IsUnverified => !AsksSignature && !AsksPolicy && !AsksChannel;

    /// <summary>Refuses when nobody is asked and nobody said that this is meant.</summary>
    /// <exception cref="KeywayException">KW2652.</exception>
    public void OrRefuse(string reference)
    {
        if (IsUnverified && !AllowsUnverified) throw Errors.NobodyAsked(reference);
    }

    /// <summary>One line for the history of the host, which its status shows as long as the package is current.</summary>
    /// <param name="signature">What the signature proved; null without one.</param>
    public string Describe(string? signature)
    {
        if (IsUnverified) return "UNVERIFIED: nobody was asked who made it (--allow-unverified)";
        string?[] asked = [signature, AsksPolicy ? "admitted by policy" : null, AsksChannel ? "admitted by the channel" : null];
        return string.Join(", ", asked.OfType<string>());
    }
}
