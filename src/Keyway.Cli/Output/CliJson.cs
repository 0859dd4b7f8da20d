// SPDX-License-Identifier: Apache-2.0

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Keyway.Cli.Output;

/// <summary>Source-generated JSON of the documents that commands print; each command's result type is listed here.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuditShowDocument))]
[JsonSerializable(typeof(AuditVerifyDocument))]
[JsonSerializable(typeof(CatalogueDocument))]
[JsonSerializable(typeof(ChannelChangeDocument))]
[JsonSerializable(typeof(ChannelResolutionDocument))]
[JsonSerializable(typeof(ErrorDocument))]
[JsonSerializable(typeof(HistoryDocument))]
[JsonSerializable(typeof(InitDocument))]
[JsonSerializable(typeof(InspectDocument))]
[JsonSerializable(typeof(InstallDocument))]
[JsonSerializable(typeof(KabiCheckDocument))]
[JsonSerializable(typeof(KabiDiffDocument))]
[JsonSerializable(typeof(KabiPlanDocument))]
[JsonSerializable(typeof(KeyDocument))]
[JsonSerializable(typeof(LintDocument))]
[JsonSerializable(typeof(ListDocument))]
[JsonSerializable(typeof(LogAppendDocument))]
[JsonSerializable(typeof(LogAuditDocument))]
[JsonSerializable(typeof(LogInitDocument))]
[JsonSerializable(typeof(LogProveDocument))]
[JsonSerializable(typeof(LogVerifyDocument))]
[JsonSerializable(typeof(ManifestCheckDocument))]
[JsonSerializable(typeof(FleetDocument))]
[JsonSerializable(typeof(MatrixCheckDocument))]
[JsonSerializable(typeof(MatrixDifferenceDocument[]))]
[JsonSerializable(typeof(MatrixExportDocument))]
[JsonSerializable(typeof(MatrixImportDocument))]
[JsonSerializable(typeof(PackDocument))]
[JsonSerializable(typeof(PolicyDemandDocument[]))]
[JsonSerializable(typeof(PolicyTestDocument))]
[JsonSerializable(typeof(PreflightDocument))]
[JsonSerializable(typeof(ResolveDocument))]
[JsonSerializable(typeof(SbomCheckDocument))]
[JsonSerializable(typeof(SbomDiffDocument))]
[JsonSerializable(typeof(SbomFileDocument))]
[JsonSerializable(typeof(SbomShowDocument))]
[JsonSerializable(typeof(SignDocument))]
[JsonSerializable(typeof(StatusDocument))]
[JsonSerializable(typeof(TagDocument))]
[JsonSerializable(typeof(TransferDocument))]
[JsonSerializable(typeof(TufPublishDocument))]
[JsonSerializable(typeof(TufStagedDocument))]
[JsonSerializable(typeof(TufStateDocument))]
[JsonSerializable(typeof(SignedFileDocument))]
[JsonSerializable(typeof(TrustDocument))]
[JsonSerializable(typeof(VerifyDocument))]
[JsonSerializable(typeof(VersionComparison))]
[JsonSerializable(typeof(VersionDocument))]
[JsonSerializable(typeof(VersionMatches))]
[JsonSerializable(typeof(VersionTag))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>The instance to print with: `+` and `'` stay readable.</summary>
    public static CliJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
