// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Log;

/// <summary>Kinds of log entry that bundles name.</summary>
public static class EntryKinds
{
    public const string HashedRekord = "hashedrekord";
    public const string Dsse = "dsse";
    public const string Intoto = "intoto";

    public const string V001 = "0.0.1";
    public const string V002 = "0.0.2";

    /// <summary>Entries of Rekor v2: it gives no time, and its indices are those of its tree.</summary>
    internal static bool IsOfRekorV2(string kind, string version) => kind is HashedRekord or Dsse && version == V002;
}
