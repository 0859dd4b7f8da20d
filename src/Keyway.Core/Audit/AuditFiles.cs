// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Audit;

/// <summary>The names in a trail's directory; spec/audit describes them.</summary>
internal static class AuditFiles
{
    public static string Log(string directory) => Path.Combine(directory, "log");

    public static string Key(string directory) => Path.Combine(directory, "key.pem");

    public static string Lock(string directory) => Path.Combine(directory, "lock");

    public static string Documents(string directory) => Path.Combine(directory, "records");

    public static string Document(string directory, Digest digest) => Path.Combine(Documents(directory), digest.Hex[..2], digest.Hex + ".json");
}
