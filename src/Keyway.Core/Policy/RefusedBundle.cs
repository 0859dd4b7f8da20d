// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Policy;

/// <summary>A bundle that did not verify.</summary>
/// <param name="Bundle">Digest of the bundle, or of its manifest where it did not come to that.</param>
/// <param name="Subject">The manifest it is attached to.</param>
/// <param name="Reason">The refusal in words.</param>
/// <param name="Code">Code of the refusal: <c>KW2170</c>; null for a referrer that holds no bundle.</param>
public sealed record RefusedBundle(Digest Bundle, Digest Subject, string Reason, string? Code = null);
