// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;

namespace Keyway.Cli.Output;

/// <summary>What a command of the operator did: a word and some values, for people or as one document.</summary>
internal static class ChannelText
{
    public static void Print(CliContext context, bool json, string done, params (string Name, string Value)[] values)
    {
        if (json)
        {
            ChannelChangeDocument document = new(done, [.. values.Select(value => new ChannelValue(value.Name, value.Value))]);
            context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.ChannelChangeDocument));
            return;
        }

        TextColumns rows = new();
        foreach (var (name, value) in values) rows.Add(name, value);
        context.Output.WriteLine(done);
        rows.Write(context.Output);
    }

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
