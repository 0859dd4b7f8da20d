// SPDX-License-Identifier: Apache-2.0

using Keyway.Versions;

namespace Keyway.Compatibility.Predicates;

/// <summary>
/// The operator of a leaf with what it compares to. It sees known values only. A value that is not there answers every operator; a value of a kind that an
/// operator cannot read is unknown to it, never false. Spec: spec/matrix §"Truth table".
/// </summary>
internal abstract record ValueTest
{
    public abstract Truth Accepts(FactValue value, PredicateScope scope);

    /// <summary>What is wanted, for a reason: <c>&gt;=580 (nvidia-driver)</c>.</summary>
    public abstract string WantedIn(PredicateScope scope);

    /// <summary>Facts it reads besides the subject.</summary>
    public virtual IEnumerable<FactName> Reads() => [];
}
