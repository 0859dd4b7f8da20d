// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>One attached SBOM in a <see cref="PackDocument"/>: what it is about, the manifest that attaches it, and the document itself.</summary>
internal sealed record PackedSbom(string Format, string Subject, string Referrer, string Document);
