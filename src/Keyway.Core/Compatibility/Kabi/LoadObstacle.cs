// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Compatibility.Kabi;

/// <summary>Why a kernel refuses a module, or why nobody can tell. Words of reports: spec/kabi §"The loader's rule".</summary>
public enum LoadObstacle
{
    /// <summary>It was built for another kernel configuration or release.</summary>
    Vermagic,

    /// <summary>It imports a symbol that nobody exports.</summary>
    Unresolved,

    /// <summary>A symbol has another CRC than the module was built against.</summary>
    Crc,

    /// <summary>The symbol is for GPL modules, and the module's licence is not compatible with that.</summary>
    GplOnly,

    /// <summary>The module does not import the namespace of the symbol.</summary>
    Namespace,

    /// <summary>The kernel demands a signature it trusts.</summary>
    Signature,
}
