// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Compatibility.Importing.Nfd;

/// <summary>One of <c>matchExpressions</c>: a key, an operator and its values.</summary>
internal sealed record NfdExpression(string Key, string Op, ImmutableArray<string> Values);
