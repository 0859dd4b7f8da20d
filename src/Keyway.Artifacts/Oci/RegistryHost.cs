// SPDX-License-Identifier: Apache-2.0

using System.Net;

namespace Keyway.Artifacts.Oci;

/// <summary>A registry as it is written in references, and the address that stands for it.</summary>
internal sealed record RegistryHost(string Name)
{
    private const string DockerHub = "docker.io";

    /// <summary>What credential files call it.</summary>
    public string CredentialKey => Name == DockerHub ? "https://index.docker.io/v1/" : Name;

    /// <summary>True when the host is this machine, the only place where plain HTTP needs no option.</summary>
    public bool IsLoopback
    {
        get
        {
            var host = BareHost;
            return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
        }
    }

    public Uri Address(bool isPlainHttp) => new($"{(isPlainHttp ? "http" : "https")}://{(Name == DockerHub ? "registry-1.docker.io" : Name)}/");

    private string BareHost
    {
        get
        {
            if (Name.StartsWith('[')) return Name[1..Name.IndexOf(']', StringComparison.Ordinal)];
            var colon = Name.IndexOf(':', StringComparison.Ordinal);
            return colon < 0 ? Name : Name[..colon];
        }
    }
}
