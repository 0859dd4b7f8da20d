// SPDX-License-Identifier: Apache-2.0

using Keyway.EndToEnd.Packages;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Hosts;

/// <summary>What <c>keyway preflight --json</c> prints, judged by ajv against its schema.</summary>
public sealed class PreflightDocumentTests
{
    [Fact]
    public async Task Every_document_of_a_preflight_is_valid_by_its_schema()
    {
        using TemporaryDirectory directory = new();
        List<string> documents = [];
        foreach (var version in new[] { "2.3.1", "2.4.0" })
        {
            await CommandLineRun.InAsync(directory.Path, "pack", RepositoryRoot.Combine("samples", "kw-link", version), "--output", "oci:repo", "--level", "1");
            foreach (var host in new[] { "riscv64-gpu-node", "riscv64-board", "amd64-gpu-node" })
            {
                var run = await CommandLineRun.InAsync(directory.Path, "preflight", $"oci:repo:{version}", "--root", RepositoryRoot.Combine("samples", "hosts", host), "--json");
                documents.Add(directory.Combine($"{host}-{version}.json"));
                await File.WriteAllTextAsync(documents[^1], run.Output, TestContext.Current.CancellationToken);
            }
        }

        var judged = await SchemaPeerTests.JudgeAsync(documents, "preflight");

        Assert.Equal(documents.Select(document => $"valid {document}"), judged.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
