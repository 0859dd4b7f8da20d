// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages;

/// <summary>The rules of a <see cref="DriverConfig"/> that types cannot express. Spec: spec/package §"Config".</summary>
internal static class DriverConfigCheck
{
    public static string? FirstProblem(DriverConfig config) => null;
}
