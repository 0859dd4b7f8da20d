// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Compatibility;

/// <summary>How a fact was obtained. JSON uses the member names in lower case.</summary>
public enum FactMethod
{
    /// <summary>Read from a file.</summary>
    File,

    /// <summary>Printed by a program.</summary>
    Command,

    /// <summary>Concluded from other facts or files; the source names them.</summary>
    Derived,

    /// <summary>Stated by the operator in <c>/etc/keyway/facts.d</c>.</summary>
    Declared,
}
