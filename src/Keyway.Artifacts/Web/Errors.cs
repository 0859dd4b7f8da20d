// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Web;

/// <summary>Refusals of this folder: KW2050 to KW2079. What goes wrong on the wire has the codes of the registry client.</summary>
internal static class Errors
{
    public static readonly ErrorCode PlainHttpCode = new("KW2050", ErrorKind.VerificationRefused, "service without TLS");
    public static readonly ErrorCode BadAddressCode = new("KW2051", ErrorKind.Usage, "unusable address of a service");

    public static KeywayException PlainHttp(Uri address) => KeywayException.Of(
        PlainHttpCode,
        $"{Oci.Errors.Shown(address)} is not protected by TLS",
        "use its https address; --plain-http allows HTTP to hosts other than this machine");

    public static KeywayException BadAddress(Uri address) => KeywayException.Of(
        BadAddressCode,
        $"{address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)} cannot be used as the address of a service",
        "expected https://host/path, without user name and password");
}
