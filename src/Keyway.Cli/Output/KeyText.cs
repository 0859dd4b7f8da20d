// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Artifacts.Keys;

namespace Keyway.Cli.Output;

/// <summary>Prints a key pair that was written: the fingerprint alone is the result.</summary>
internal static class KeyText
{
    public static void Print(CliContext context, bool json, PublicKey key, KeyFiles files)
    {
        if (json)
        {
            context.Output.WriteLine(JsonSerializer.Serialize(KeyDocument.Of(key, files), CliJson.Readable.KeyDocument));
            return;
        }

        context.Error.WriteLine($"{key.Kind.Word()} key: private in {files.PrivateKey}, public in {files.PublicKey}");
        context.Output.WriteLine(key.Fingerprint);
    }
}
