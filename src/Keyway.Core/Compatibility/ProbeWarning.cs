// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Compatibility;

/// <summary>Something the probe met and could not use: the facts it would have supplied stay unknown.</summary>
public sealed record ProbeWarning(string Source, string Problem);
