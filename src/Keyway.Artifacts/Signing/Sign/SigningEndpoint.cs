// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>One service of a signing configuration.</summary>
/// <param name="Address">Where it is; the whole endpoint for timestamp authorities, the base for others.</param>
/// <param name="MajorVersion">Major version of its interface.</param>
/// <param name="Operator">Who runs it; one service per operator is used.</param>
/// <param name="From">When clients may start to use it, if that is said.</param>
/// <param name="Until">When it is turned off, if that is said. Both ends are inside.</param>
public sealed record SigningEndpoint(Uri Address, int MajorVersion, string Operator, DateTimeOffset? From, DateTimeOffset? Until)
{
    public bool IsActiveAt(DateTimeOffset time) => !(time < From) && !(time > Until);
}
