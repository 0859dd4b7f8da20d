// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Fuzz.Engine;

/// <summary>A parser accepted an input and broke what its target promises of accepted values.</summary>
internal sealed class BrokenPromiseException(string message) : Exception(message);
