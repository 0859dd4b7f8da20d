// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Fuzz.Engine;

/// <summary>A minimised input that ends in something else than a refusal. The name is the same for inputs that fail at the same place in the same way.</summary>
internal sealed record Crash(string Name, string Text, byte[] Input);
