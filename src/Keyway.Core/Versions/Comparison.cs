// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Versions;

/// <summary>An ordering operator of kernel specs and version ranges.</summary>
internal enum Comparison
{
    Equal,
    AtLeast,
    Above,
    AtMost,
    Below,
}
