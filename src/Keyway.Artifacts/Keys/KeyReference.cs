// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Keys;

/// <summary>How a person names a signing key: a file; <c>pkcs11:…</c> for a token; <c>exec:PROGRAM</c> for a program that speaks to a key management service.</summary>
public static class KeyReference
{
    private const string Program = "exec:";
    private static readonly TimeSpan ProgramPatience = TimeSpan.FromSeconds(60);

    /// <summary>Opens the key. The password, or PIN, is asked for only when it is needed.</summary>
    /// <param name="reference">As the person wrote it.</param>
    /// <param name="workingDirectory">What relative paths start from.</param>
    /// <param name="password">Gives the password or PIN; null when there is none.</param>
    /// <param name="time">The clock for how long a program may take.</param>
    /// <param name="cancellationToken">Ends a program that is asked.</param>
    /// <exception cref="KeywayException">KW2005 to KW2011 for files, KW2020 to KW2024 for tokens, KW2024 to KW2026 for programs.</exception>
    public static async Task<OpenedKey> OpenAsync(string reference, string workingDirectory, Func<KeyPassword?> password, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Pkcs11Uri.IsOne(reference)) return new(Pkcs11Key.Open(Pkcs11Uri.Parse(reference), password));
        if (!reference.StartsWith(Program, StringComparison.Ordinal)) return new(PrivateKeyFile.Read(Path.GetFullPath(reference, workingDirectory), password));
        var path = reference[Program.Length..];
        if (!Path.IsPathFullyQualified(path)) throw Errors.BadKeyReference(reference, "the program is not named by an absolute path");
        return new(await ProgramKey.OpenAsync(path, ProgramPatience, time, cancellationToken));
    }
}
