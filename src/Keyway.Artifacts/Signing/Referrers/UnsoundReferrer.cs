// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Signing.Referrers;

/// <summary>A referrer that was passed over, and why.</summary>
public sealed record UnsoundReferrer(Digest Manifest, string Reason);
