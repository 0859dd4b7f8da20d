// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;

namespace Keyway.Resolution.Explanations;

/// <summary>One fact that has another value in a what-if question; a null value means that it is no longer known.</summary>
public sealed record FactChange(FactName Name, FactValue? Value);
