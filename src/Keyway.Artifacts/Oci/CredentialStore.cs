// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Artifacts.Oci;

/// <summary>
/// Finds the credential for a repository: the caller's own, else the first that is found in REGISTRY_AUTH_FILE (alone, when set), the containers tools'
/// <c>auth.json</c> (runtime, then home directory) and docker's <c>config.json</c>. Keys may name a registry or a path below it; the longest match wins.
/// </summary>
internal sealed class CredentialStore(RegistrySettings settings)
{
    public async Task<Credential?> FindAsync(RegistryHost host, string repository, CancellationToken cancellationToken)
    {
        if (settings.Credential is not null) return settings.Credential;
        foreach (var path in Paths().Where(File.Exists))
            if (await FindAsync(path, host, repository, cancellationToken) is { } credential) return credential;
        return null;
    }

    internal IEnumerable<string> Paths()
    {
        if (Variable("REGISTRY_AUTH_FILE") is { } only) return [Path.GetFullPath(only, settings.WorkingDirectory)];
        var home = Variable("HOME");
        string?[] paths =
        [
            Variable("XDG_RUNTIME_DIR") is { } runtime ? Path.Combine(runtime, "containers", "auth.json") : null,
            Variable("XDG_CONFIG_HOME") is { } config ? Path.Combine(config, "containers", "auth.json") : null,
            home is null ? null : Path.Combine(home, ".config", "containers", "auth.json"),
            Variable("DOCKER_CONFIG") is { } docker ? Path.Combine(docker, "config.json") : home is null ? null : Path.Combine(home, ".docker", "config.json"),
        ];
        return paths.OfType<string>();
    }

    private async Task<Credential?> FindAsync(string path, RegistryHost host, string repository, CancellationToken cancellationToken)
    {
        var file = Read(path);
        if (file.CredHelpers?.GetValueOrDefault(host.Name) is { } named) return await HelperAsync(named, host, cancellationToken);
        if (Entry(file, path, host, repository) is { } entry) return entry;
        return file.CredsStore is { Length: > 0 } store ? await HelperAsync(store, host, cancellationToken) : null;
    }

    private Task<Credential?> HelperAsync(string name, RegistryHost host, CancellationToken cancellationToken) =>
        new CredentialProgram(name, settings).GetAsync(host.CredentialKey, cancellationToken);

    private static Credential? Entry(CredentialFile file, string path, RegistryHost host, string repository)
    {
        try
        {
            var full = $"{host.Name}/{repository}";
            var matches = (file.Auths ?? []).Where(entry => Covers(KeyOf(entry.Key), full)).OrderByDescending(entry => KeyOf(entry.Key).Length);
            return matches.Select(entry => entry.Value?.ToCredential()).FirstOrDefault(credential => credential is not null);
        }
        catch (FormatException reason)
        {
            throw Errors.BadCredentialFile(path, $"the entry for {host.Name} is broken: {reason.Message}", reason);
        }
    }

    private static bool Covers(string key, string full) => full == key || (full.StartsWith(key, StringComparison.Ordinal) && full[key.Length] == '/');

    // Old docker versions wrote keys as URLs; Docker Hub's key still is one.
    private static string KeyOf(string key)
    {
        var scheme = key.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0) return key.TrimEnd('/');
        var host = key[(scheme + 3)..].Split('/')[0];
        return host == "index.docker.io" ? "docker.io" : host;
    }

    private static CredentialFile Read(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > CredentialFile.MaxSize) throw Errors.BadCredentialFile(path, $"it has {file.Length} bytes, more than {CredentialFile.MaxSize}");
            return JsonSerializer.Deserialize(file, WireJson.Default.CredentialFile) ?? new CredentialFile();
        }
        catch (JsonException reason)
        {
            throw Errors.BadCredentialFile(path, reason.Message, reason);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw Errors.BadCredentialFile(path, reason.Message, reason);
        }
    }

    private string? Variable(string name) => settings.EnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
