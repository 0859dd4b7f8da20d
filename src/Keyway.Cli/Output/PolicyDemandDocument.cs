// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>One demand of one policy, in words.</summary>
internal sealed record PolicyDemandDocument(string Policy, string Digest, string Demand);
