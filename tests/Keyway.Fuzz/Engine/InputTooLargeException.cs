// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Fuzz.Engine;

/// <summary>An input made the code allocate more memory than its length justifies.</summary>
internal sealed class InputTooLargeException(string message) : Exception(message);
