// SPDX-License-Identifier: Apache-2.0

using Keyway.Hosts.Store;

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway status --json</c> prints.</summary>
internal sealed record StatusDocument(string Root, StoreStatus Status, StoreVerification? Verification);
