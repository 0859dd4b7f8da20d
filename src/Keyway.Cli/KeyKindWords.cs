// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Keys;

namespace Keyway.Cli;

/// <summary>The words for kinds of key on the command line and in documents.</summary>
internal static class KeyKindWords
{
    private static readonly (string Word, KeyKind Kind)[] All =
    [
        ("ecdsa-p256", KeyKind.EcdsaP256),
        ("ecdsa-p384", KeyKind.EcdsaP384),
        ("ecdsa-p521", KeyKind.EcdsaP521),
        ("ed25519", KeyKind.Ed25519),
        ("rsa", KeyKind.Rsa),
        ("ml-dsa-44", KeyKind.MlDsa44),
        ("ml-dsa-65", KeyKind.MlDsa65),
        ("ml-dsa-87", KeyKind.MlDsa87),
    ];

    public static string[] Words => [.. All.Select(entry => entry.Word)];

    public static KeyKind Parse(string word) => All.First(entry => entry.Word == word).Kind;

    public static string Word(this KeyKind kind) => All.First(entry => entry.Kind == kind).Word;
}
