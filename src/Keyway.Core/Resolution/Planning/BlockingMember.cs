// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Resolution.Planning;

/// <summary>A member of a domain that cannot take a choice, and why.</summary>
public sealed record BlockingMember(string Host, string Because);
