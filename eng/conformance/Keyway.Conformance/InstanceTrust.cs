// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Trust.Roots;
using Keyway.Artifacts.Trust.Tuf;
using Keyway.Artifacts.Web;

namespace Keyway.Conformance;

/// <summary>
/// The trusted root that a run verifies with: <c>--trusted-root</c>, else that of the production or (<c>--staging</c>) staging instance. No instance is built in. The environment
/// says where its files are: <c>KEYWAY_SIGSTORE_PRODUCTION</c> or <c>KEYWAY_SIGSTORE_STAGING</c> names either a trusted root, or a directory with <c>root.json</c> (the TUF anchor)
/// and <c>mirror</c> (the address of the TUF repository), from which the trusted root is refreshed into that directory at most once a day.
/// </summary>
internal static class InstanceTrust
{
    public static async Task<TrustedRoot> ReadAsync(ProtocolArguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.Has("--trusted-root")) return TrustedRoot.Parse(await File.ReadAllBytesAsync(arguments["--trusted-root"], cancellationToken));
        var variable = arguments.Has("--staging") ? "KEYWAY_SIGSTORE_STAGING" : "KEYWAY_SIGSTORE_PRODUCTION";
        var path = Environment.GetEnvironmentVariable(variable) ?? throw new ProtocolException($"give --trusted-root, or set {variable} to a trusted root or to a directory with root.json and mirror");
        return File.Exists(path) ? TrustedRoot.Parse(await File.ReadAllBytesAsync(path, cancellationToken)) : await RefreshAsync(path, cancellationToken);
    }

    private static async Task<TrustedRoot> RefreshAsync(string directory, CancellationToken cancellationToken)
    {
        using WebClient web = new(new RegistrySettings { EnvironmentVariable = Environment.GetEnvironmentVariable, Time = TimeProvider.System, WorkingDirectory = Environment.CurrentDirectory });
        Uri mirror = new((await File.ReadAllTextAsync(Path.Combine(directory, "mirror"), cancellationToken)).Trim().TrimEnd('/') + "/");
        TufClientSettings settings = new() { Anchor = await File.ReadAllBytesAsync(Path.Combine(directory, "root.json"), cancellationToken) };
        SigstoreRootRefresh refresh = new(new WebTufSource(web, mirror, new Uri(mirror, "targets/")), directory, settings, TimeProvider.System);
        return (await refresh.CurrentAsync(TimeSpan.FromDays(1), cancellationToken)).TrustedRoot;
    }
}
