// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Policy;

/// <summary>For whom a bundle counts.</summary>
/// <param name="Signer">Name of the signer in the policy; null when it counts for nobody.</param>
/// <param name="Problem">Why it counts for nobody.</param>
internal readonly record struct Attribution(string? Signer, string? Problem);
