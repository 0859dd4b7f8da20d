// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Conformance;

/// <summary>The suite asked for something that its protocol does not have, or for something that is not there.</summary>
internal sealed class ProtocolException(string message) : Exception(message);
