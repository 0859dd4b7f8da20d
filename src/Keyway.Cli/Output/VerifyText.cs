// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>The human form of <see cref="VerifyDocument"/>. Names in certificates are foreign text and are shown without control characters.</summary>
internal static class VerifyText
{
    public static void Write(VerifyDocument document, TextWriter output)
    {
        output.WriteLine($"{document.Subject}  {(document.Verified ? "verified" : "REFUSED")}");
        foreach (var manifest in document.Manifests)
        {
            output.WriteLine($"  {manifest.Platform ?? "manifest"}  {manifest.Digest}  {(manifest.Verified ? "verified" : "REFUSED")}");
            if (manifest.Signature is { } signature) Write(signature, output);
            else WriteRefusals(manifest, output);
        }
    }

    public static void Write(VerifiedSignature signature, TextWriter output)
    {
        output.WriteLine(signature.Identity is { } identity ? $"    by {InspectText.Safe(identity)}, vouched for by {InspectText.Safe(signature.Issuer ?? "")}" : $"    by key {signature.Key}");
        foreach (var time in signature.Times) output.WriteLine($"    at {time.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, says {InspectText.Safe(time.Authority)}");
        foreach (var entry in signature.Logs) output.WriteLine($"    in {InspectText.Safe(entry.Log)} at index {entry.Index}");
        if (signature.PredicateType is { } type) output.WriteLine($"    claims {InspectText.Safe(type)}");
        foreach (var name in signature.Names) output.WriteLine($"    for {InspectText.Safe(name)}");
    }

    private static void WriteRefusals(VerifyDocument.CheckedManifest manifest, TextWriter output)
    {
        if (manifest.Problem is { } problem) output.WriteLine($"    {InspectText.Safe(problem)}");
        else if (manifest.Refused.Count == 0) output.WriteLine("    no signature is attached to it");
        foreach (var reason in manifest.Refused.SelectMany(refused => refused.Reasons)) output.WriteLine($"    {(reason.Code is { } code ? code + " " : "")}{InspectText.Safe(reason.Message)}");
        if (manifest.UnopenedReferrers > 0) output.WriteLine($"    {manifest.UnopenedReferrers} further referrers were not looked into");
    }
}
