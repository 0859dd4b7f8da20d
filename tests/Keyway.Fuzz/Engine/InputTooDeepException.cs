// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Fuzz.Engine;

/// <summary>An input took more stack than a thread of the pool can spare; a few levels more would have ended the process.</summary>
internal sealed class InputTooDeepException() : Exception("the input makes the code recurse too deep");
