// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Oci;

namespace Keyway.Tests.Fixtures;

/// <summary>Registry settings that see nothing of the machine the tests run on and wait for nothing.</summary>
internal static class RegistryAccess
{
    public static RegistrySettings Settings(params (string Name, string Value)[] environment) => new()
    {
        EnvironmentVariable = name => environment.Where(pair => pair.Name == name).Select(pair => pair.Value).FirstOrDefault(),
        Time = TimeProvider.System,
        WorkingDirectory = Path.GetTempPath(),
        CertificateDirectories = [],
        Jitter = new Random(1),
        Pause = (_, _) => Task.CompletedTask,
    };
}
