// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;

namespace Keyway.Resolution.Preflight;

/// <summary>One answered check of a preflight.</summary>
public sealed record PreflightCheck(PreflightKind Kind, Finding Finding);
