// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Transparency;

namespace Keyway.Cli.Output;

/// <summary>A witness that cosigned.</summary>
internal sealed record LogCosigner(string Name, string Vkey, DateTimeOffset? Time)
{
    public static LogCosigner Of(Cosigner cosigner) => new(cosigner.Name, cosigner.Key.ToString(), cosigner.Time);
}
