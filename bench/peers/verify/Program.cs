// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Keyway.Artifacts.Signing.Verify;
using Keyway.Artifacts.Trust.Roots;

// Verifies one bundle again and again in this process and prints `median-ms cpu-ms` per verification: program BUNDLE TRUSTED_ROOT ARTIFACT IDENTITY ISSUER RUNS.
// Reading the bundle is part of each run, reading the trusted root is not: a verifier is made once and kept.
SignatureVerifier verifier = new(TrustedRoot.Parse(File.ReadAllBytes(args[1])));
var bundle = File.ReadAllBytes(args[0]);
var content = File.ReadAllBytes(args[2]);
VerificationPolicy policy = new() { Signers = [new CertificateSigner(IdentityPattern.Exactly(args[3]), args[4])], Content = ExpectedContent.Any };
var runs = int.Parse(args[5]);
// The runtime compiles again in the background what runs often; that work is not part of a verification.
for (var round = 0; round < 3; round++)
{
    for (var i = 0; i < 500; i++) VerifyOnce();
    Thread.Sleep(500);
}

var times = new double[runs];
using var process = Process.GetCurrentProcess();
var before = process.TotalProcessorTime;
for (var i = 0; i < runs; i++)
{
    var start = Stopwatch.GetTimestamp();
    VerifyOnce();
    times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}
process.Refresh();
var cpu = (process.TotalProcessorTime - before).TotalMilliseconds / runs;
Array.Sort(times);
Console.WriteLine($"{times[runs / 2]:0.000} {cpu:0.000}");

void VerifyOnce()
{
    var result = verifier.Verify(bundle, SignedArtifact.FromBytes(content), policy);
    if (!result.IsVerified) throw new InvalidOperationException(result.Refusals[0].Message);
}
