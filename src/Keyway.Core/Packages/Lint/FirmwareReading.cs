// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages.Lint;

/// <summary>Who reads firmware files to compare them with their declared digests.</summary>
public enum FirmwareReading
{
    /// <summary>Lint does.</summary>
    ByLint,

    /// <summary>The caller does, because it reads every byte anyway: packing refuses with KW1254.</summary>
    ByCaller,
}
