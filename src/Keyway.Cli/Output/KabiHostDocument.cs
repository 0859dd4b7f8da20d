// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>One host of a fleet that a kernel update leaves without a package, or with one to build, in what <c>keyway kabi plan</c> prints.</summary>
internal sealed record KabiHostDocument(string Host, string Verdict, string Package, string Reason);
