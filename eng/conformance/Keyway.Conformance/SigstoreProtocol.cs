// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Conformance;

/// <summary>The client of sigstore-conformance (its docs/cli_protocol.md): the first argument says what to do.</summary>
internal static class SigstoreProtocol
{
    public static Task RunAsync(ProtocolArguments arguments, CancellationToken cancellationToken) => arguments.Operand(0) switch
    {
        "sign-bundle" => SignBundle.RunAsync(arguments, cancellationToken),
        "verify-bundle" => VerifyBundle.RunAsync(arguments, cancellationToken),
        var other => throw new ProtocolException($"'{other}' is none of sign-bundle, verify-bundle"),
    };
}
