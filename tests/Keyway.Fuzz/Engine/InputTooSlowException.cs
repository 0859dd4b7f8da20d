// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Fuzz.Engine;

/// <summary>An input took more basic blocks than any honest one needs.</summary>
internal sealed class InputTooSlowException() : Exception("the input takes too many steps");
