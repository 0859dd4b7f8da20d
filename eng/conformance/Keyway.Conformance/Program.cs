// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;

namespace Keyway.Conformance;

/// <summary>The programs that upstream conformance suites run: the first argument names the suite, the rest is its protocol. Exit status 0 done, 1 refused or wrong arguments.</summary>
internal static class Program
{
    private static readonly Dictionary<string, Func<ProtocolArguments, CancellationToken, Task>> Suites = new(StringComparer.Ordinal)
    {
        ["sigstore"] = SigstoreProtocol.RunAsync,
        ["tuf"] = TufProtocol.RunAsync,
    };

    private static readonly string[] Flags = ["--staging", "--in-toto"];

    public static async Task<int> Main(string[] args)
    {
        try
        {
            if (args.Length == 0 || !Suites.TryGetValue(args[0], out var suite)) throw new ProtocolException($"expected one of: {string.Join(", ", Suites.Keys)}");
            await suite(new ProtocolArguments(args[1..], Flags), CancellationToken.None);
            return 0;
        }
        catch (KeywayException refusal)
        {
            await Console.Error.WriteLineAsync($"{refusal.Code.Id}: {refusal.Message}");
            return 1;
        }
        catch (Exception reason) when (reason is ProtocolException or IOException or UnauthorizedAccessException or UriFormatException)
        {
            await Console.Error.WriteLineAsync($"error: {reason.Message}");
            return 1;
        }
    }
}
