// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Fuzz.Mutation;

/// <summary>Where a value stands in a JSON text; <see cref="MemberStart"/> is where its name starts when it is a member.</summary>
internal readonly record struct JsonValue(int Start, int Length, int MemberStart);
