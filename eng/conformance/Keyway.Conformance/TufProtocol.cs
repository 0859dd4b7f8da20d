// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Trust.Tuf;
using Keyway.Artifacts.Web;

namespace Keyway.Conformance;

/// <summary>
/// The client of tuf-conformance (its CLIENT-CLI.md): <c>--metadata-dir D init ROOT</c>, <c>--metadata-dir D --metadata-url U refresh</c> and, with <c>--target-name T
/// --target-base-url U --target-dir D</c>, <c>download</c>.
/// </summary>
internal static class TufProtocol
{
    public static Task RunAsync(ProtocolArguments arguments, CancellationToken cancellationToken) => arguments.Operand(0) switch
    {
        "init" => InitAsync(arguments, cancellationToken),
        "refresh" => RefreshAsync(arguments, cancellationToken),
        "download" => DownloadAsync(arguments, cancellationToken),
        var other => throw new ProtocolException($"'{other}' is none of init, refresh, download"),
    };

    private static async Task InitAsync(ProtocolArguments arguments, CancellationToken cancellationToken) =>
        await TufClient.TrustAsync(State(arguments), await File.ReadAllBytesAsync(arguments.Operand(1), cancellationToken), cancellationToken);

    private static async Task RefreshAsync(ProtocolArguments arguments, CancellationToken cancellationToken)
    {
        using var web = Web();
        Uri metadata = new(arguments["--metadata-url"]);
        await Client(new WebTufSource(web, metadata, metadata), arguments).UpdateAsync(cancellationToken);
    }

    private static async Task DownloadAsync(ProtocolArguments arguments, CancellationToken cancellationToken)
    {
        using var web = Web();
        WebTufSource source = new(web, new Uri(arguments["--metadata-url"]), new Uri(arguments["--target-base-url"]));
        var update = await Client(source, arguments).UpdateAsync(cancellationToken);
        await update.ReadAsync(await update.DemandAsync(arguments["--target-name"], cancellationToken), arguments["--target-dir"], cancellationToken);
    }

    // The suite moves the clock forward and back between runs, so the time of the last update is no floor here.
    private static TufClient Client(ITufSource source, ProtocolArguments arguments) =>
        new(source, State(arguments), new TufClientSettings { ClockTolerance = Timeout.InfiniteTimeSpan });

    private static TufState State(ProtocolArguments arguments) => new(arguments["--metadata-dir"], TimeProvider.System);

    private static WebClient Web() => new(new RegistrySettings
    {
        EnvironmentVariable = Environment.GetEnvironmentVariable,
        Time = TimeProvider.System,
        WorkingDirectory = Environment.CurrentDirectory,
    });
}
