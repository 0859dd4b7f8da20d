// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Hosts.Store;

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway install --json</c> and <c>keyway rollback --json</c> print.</summary>
internal sealed record InstallDocument(string Root, InstallOutcome Outcome, ImmutableArray<ModuleState> Modules);
