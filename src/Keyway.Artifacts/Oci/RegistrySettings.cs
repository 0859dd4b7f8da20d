// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Oci;

/// <summary>How registries are reached: credentials, trust, proxy, patience. Immutable; the environment, the clock and randomness are passed in.</summary>
public sealed record RegistrySettings
{
    /// <summary>Value of an environment variable, or null: HOME, PATH, DOCKER_CONFIG, REGISTRY_AUTH_FILE, XDG_RUNTIME_DIR and the proxy variables are asked for.</summary>
    public required Func<string, string?> EnvironmentVariable { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Where relative layout paths start from.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Spreads the retries of many clients.</summary>
    public Random Jitter { get; init; } = new();

    /// <summary>Credentials given by the caller; they win over every file.</summary>
    public Credential? Credential { get; init; }

    /// <summary>PEM file with further certificate authorities, or null.</summary>
    public string? CaFile { get; init; }

    /// <summary>True to speak HTTP to hosts other than this machine too.</summary>
    public bool AllowsPlainHttp { get; init; }

    /// <summary>Directories with one folder per host that holds <c>*.crt</c> authorities and <c>*.cert</c>/<c>*.key</c> client certificates.</summary>
    public IReadOnlyList<string> CertificateDirectories { get; init; } = ["/etc/docker/certs.d", "/etc/containers/certs.d"];

    /// <summary>How long making a connection may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a registry may take to begin an answer, and to finish a document.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a transfer may stand still.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often one request is tried in all.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>Waits between attempts; tests skip the waiting.</summary>
    internal Func<TimeSpan, CancellationToken, Task>? Pause { get; init; }

    internal Task PauseAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        Pause is null ? Task.Delay(delay, Time, cancellationToken) : Pause(delay, cancellationToken);
}
