// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text;
using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Sbom;
using Keyway.Cli.Output;

namespace Keyway.Cli;

/// <summary>The options of commands that write an SBOM: <c>--format --output</c>.</summary>
internal sealed class SbomOutput
{
    private readonly Option<string> format = new("--format") { Description = "spdx-3.0.1, cyclonedx-1.6, cyclonedx-1.7 or spdx-2.3", DefaultValueFactory = _ => SbomFormat.Spdx301.Word() };
    private readonly Option<string?> output = new("--output", "-o") { Description = "File to write; standard output by default" };

    private SbomOutput() => format.AcceptOnlyFromAmong([.. SbomFormats.Words]);

    public static SbomOutput AddTo(Command command)
    {
        SbomOutput options = new();
        command.Options.Add(options.format);
        command.Options.Add(options.output);
        return options;
    }

    /// <summary>Writes the document; without a file it is the result itself, and there is nothing for --json to add.</summary>
    public async Task WriteAsync(SbomDocument document, ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var chosen = SbomFormats.Parse(parsed.GetRequiredValue(format));
        var bytes = SbomWriter.Write(document, chosen);
        if (parsed.GetValue(output) is not { } file)
        {
            context.Output.Write(Encoding.UTF8.GetString(bytes));
            return;
        }

        await AtomicFile.WriteAsync(context.Absolute(file), bytes, cancellationToken);
        SbomFileDocument written = new(file, chosen.Word(), Digest.OfBytes(bytes).ToString(), document.Components.Length);
        if (parsed.GetValue<bool>("--json")) context.Output.WriteLine(JsonSerializer.Serialize(written, CliJson.Readable.SbomFileDocument));
        else context.Output.WriteLine($"{written.Digest}  {file}  ({written.Format}, {written.Components} components)");
    }
}
