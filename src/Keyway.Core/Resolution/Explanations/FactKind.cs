// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Resolution.Explanations;

/// <summary>What kind of value a registered fact has.</summary>
public enum FactKind
{
    Text,
    Number,
    Flag,
    List,
    Map,
}
