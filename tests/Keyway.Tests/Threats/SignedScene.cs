// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Keyway.Admission;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Provenance;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Signing.Referrers;
using Keyway.Artifacts.Signing.Sign;
using Keyway.Artifacts.Signing.Verify;
using Keyway.Artifacts.Trust.Roots;
using Keyway.Cli;
using Keyway.Packages;
using Keyway.Policy;
using Keyway.Tests.Core.Distribution;
using Keyway.Tests.Fixtures;
using Keyway.Tests.Fixtures.Sigstore;

namespace Keyway.Tests.Threats;

/// <summary>
/// A site: a repository with a package, a Sigstore of its own, a release key, and a policy that asks for everything. What a test spoils is then the only
/// thing that is wrong.
/// </summary>
internal sealed class SignedScene : IAsyncDisposable
{
    public const string Repository = "registry.example/gpu/demo";
    public const string Builder = "https://example.com/builder";
    public const string BuildType = "https://example.com/build/v1";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly TemporaryDirectory directory;

    private SignedScene(TemporaryDirectory directory, LayoutDirectory layout)
    {
        this.directory = directory;
        Layout = layout;
        Package = new(layout);
    }

    public LayoutDirectory Layout { get; }

    public HandMadePackage Package { get; }

    public VirtualSigstore Sigstore { get; } = new();

    public SoftwareKey ReleaseKey { get; } = SoftwareKey.Generate(KeyKind.EcdsaP256);

    public string Path => directory.Path;

    /// <summary>Changes the policy before it is read.</summary>
    public Action<JsonNode> Policy { get; set; } = _ => { };

    public static async Task<SignedScene> CreateAsync()
    {
        TemporaryDirectory place = new();
        return new(place, await LayoutDirectory.CreateAsync(place.Combine("out"), TimeProvider.System, Stop));
    }

    /// <summary>A package with everything the policy asks for.</summary>
    public async Task<Descriptor> PublishAsync()
    {
        var index = await Package.PushAsync("v1", Isa.Riscv64, Isa.Amd64);
        var manifests = await ArtifactManifests.ListAsync(Layout, index, Stop);
        await SignAsync(manifests, Sigstore.Token());
        await SignAsync(manifests, new KeyIdentity(ReleaseKey));
        await AttestAsync(manifests, PredicateTypes.SlsaProvenance, Provenance());
        return index;
    }

    public Task SignAsync(ImmutableArray<Descriptor> manifests, SigningIdentity identity) => Signer(identity).SignAsync(manifests, null, Stop);

    /// <summary>Signs with a key alone: no log, no time.</summary>
    public Task SignOfflineAsync(ImmutableArray<Descriptor> manifests, SoftwareKey key) => new ArtifactSigner(Layout, (statement, stop) => EnvelopeAsync(statement, key, stop), Sigstore.Clock).SignAsync(manifests, null, Stop);

    public Task AttestAsync(ImmutableArray<Descriptor> manifests, string type, JsonElement predicate) => Signer(Sigstore.Token()).AttestAsync(manifests, null, type, predicate, Stop);

    public Task<ImmutableArray<Descriptor>> ManifestsAsync(Descriptor index) => ArtifactManifests.ListAsync(Layout, index, Stop);

    /// <summary>What the builder of this scene says.</summary>
    public static JsonElement Provenance(string reference = "refs/tags/v2.3.1", string? extra = null) => new SlsaProvenance
    {
        BuildType = BuildType,
        ExternalParameters = Parameters(reference, extra),
        ResolvedDependencies = [new() { Uri = $"git+https://example.com/driver@{reference}", Digest = DigestSet.OfGitCommit(new string('a', 40)) }],
        Builder = new(Builder),
    }.ToPredicate();

    public async Task<GateDecision> DecideAsync(Descriptor index, string? region = null, string repository = Repository)
    {
        PackageGate gate = new(TrustedRoot.Parse(Sigstore.TrustedRoot), [ReadPolicy()], Sigstore.Clock);
        return await gate.DecideAsync(Layout, index, new(repository, null, region), Stop);
    }

    /// <summary>A bundle over any statement, by an honest signer.</summary>
    public async Task<byte[]> BundleAsync(byte[] statement, SigningIdentity identity) => (await Sign(identity)(statement, Stop)).ToJson();

    /// <summary>The rules that refuse, or nothing when the package is admitted.</summary>
    public async Task<string> RefusalsAsync(Descriptor index)
    {
        var (decision, _) = await DecideAsync(index);
        return decision.IsAdmitted ? "" : string.Join(", ", decision.Problems.Select(problem => problem.Finding.Rule).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>Asks <c>keyway policy check</c> about what was decided, which must refuse too and have recorded the code: a rule, or what a bundle was refused with.</summary>
    public async Task RefusedOnRecordAsync(AdmissionDecision decision, string code)
    {
        await File.WriteAllBytesAsync(System.IO.Path.Combine(Path, "policy.json"), PolicyBytes(), Stop);
        await File.WriteAllBytesAsync(System.IO.Path.Combine(Path, "root.json"), Sigstore.TrustedRoot, Stop);
        string[] region = decision.Region is { } name ? ["--region", name] : [];
        var checkedRun = await RunAsync(["policy", "check", $"oci:out@{decision.Index}", "--policy", "policy.json", "--trusted-root", "root.json", "--repository", decision.Repository, "--audit", "trail", .. region]);
        Assert.True(checkedRun.ExitCode == ExitCode.PolicyRefused, $"{checkedRun.ExitCode}\n{checkedRun.Output}{checkedRun.Error}");
        Assert.Equal(ExitCode.Done, (await RunAsync("audit", "verify", "trail")).ExitCode);
        using var trail = JsonDocument.Parse((await RunAsync("audit", "show", "trail", "--json")).Output);
        var entry = trail.RootElement.GetProperty("decisions").EnumerateArray().Last().GetProperty("entry");
        Assert.Equal("refused", entry.GetProperty("decision").GetString());
        Assert.Contains(code, entry.GetProperty("reasons").EnumerateArray().Where(reason => reason.TryGetProperty("code", out _)).Select(reason => reason.GetProperty("code").GetString()));
    }

    /// <summary>The trail, in words.</summary>
    public async Task<string> RecordedAsync() => (await RunAsync("audit", "show", "trail", "--json")).Output;

    private Task<CommandLineRun> RunAsync(params string[] arguments) => CommandLineRun.WithAsync(Path, Sigstore.Clock, _ => null, arguments);

    public AdmissionPolicy ReadPolicy() => AdmissionPolicyReader.Read(PolicyBytes(), "policy.json");

    public byte[] PolicyBytes()
    {
        JsonNode policy = new JsonObject
        {
            ["schemaVersion"] = 1,
            ["name"] = "site",
            ["scope"] = new JsonObject { ["packages"] = new JsonArray("demo"), ["repositories"] = new JsonArray("registry.example/gpu/*") },
            ["unknown"] = "refuse",
            ["signers"] = new JsonObject
            {
                ["ci"] = new JsonObject { ["issuer"] = VirtualSigstore.Issuer, ["identity"] = VirtualSigstore.Identity },
                ["release"] = new JsonObject { ["publicKey"] = ReleaseKey.PublicKey.ToPem() },
            },
            ["signatures"] = new JsonObject
            {
                ["signers"] = new JsonArray("ci", "release"),
                ["threshold"] = 2,
                ["logs"] = new JsonObject { ["minimum"] = 1 },
                ["timestamps"] = new JsonObject { ["minimum"] = 1 },
            },
            ["provenance"] = new JsonObject
            {
                ["builders"] = new JsonArray(new JsonObject { ["id"] = Builder, ["level"] = 2, ["signers"] = new JsonArray("ci") }),
                ["minimumLevel"] = 2,
                ["buildTypes"] = new JsonArray(BuildType),
                ["externalParameters"] = new JsonObject { ["ref"] = new JsonObject { ["glob"] = "refs/tags/v*" } },
                ["source"] = new JsonObject { ["repository"] = "https://example.com/driver", ["refs"] = new JsonArray("refs/tags/v*") },
            },
            ["maximumAge"] = "P90D",
            ["minimumVersion"] = "2.3.0",
        };
        Policy(policy);
        return Encoding.UTF8.GetBytes(policy.ToJsonString());
    }

    /// <summary>Attaches a bundle of any bytes.</summary>
    public Task AttachAsync(Descriptor manifest, byte[] bundle, string predicateType = BundleAnnotation.SignPredicate) =>
        new BundleAttachment { Bundle = bundle, PredicateType = predicateType, Created = Sigstore.Clock.Now }.PushAsync(Layout, manifest, Stop);

    /// <summary>The bytes of the bundles attached to a manifest.</summary>
    public async Task<IReadOnlyList<byte[]>> BundlesAsync(Digest manifest)
    {
        List<byte[]> bytes = [];
        foreach (var bundle in (await BundleReferrers.FindAsync(Layout, manifest, Stop)).Bundles) bytes.Add(await bundle.ReadAsync(Layout, Stop));
        return bytes;
    }

    public async ValueTask DisposeAsync()
    {
        await Sigstore.DisposeAsync();
        ReleaseKey.Dispose();
        directory.Dispose();
    }

    private static async Task<SigstoreBundle> EnvelopeAsync(ReadOnlyMemory<byte> statement, SoftwareKey key, CancellationToken stop)
    {
        var signature = await key.SignAsync(DssePae.Encode(StatementTypes.PayloadType, statement.Span), stop);
        DsseEnvelope envelope = new() { Payload = statement, PayloadType = StatementTypes.PayloadType, Signatures = [new DsseSignature(signature)] };
        return new() { Material = new KeyHintMaterial("release"), Content = envelope };
    }

    private ArtifactSigner Signer(SigningIdentity identity) => new(Layout, Sign(identity), Sigstore.Clock);

    private Func<ReadOnlyMemory<byte>, CancellationToken, Task<SigstoreBundle>> Sign(SigningIdentity identity)
    {
        BundleSigner signer = new(Sigstore.Web, Sigstore.Services(2), new SignatureVerifier(TrustedRoot.Parse(Sigstore.TrustedRoot)), Sigstore.Clock);
        return (statement, stop) => signer.SignStatementAsync(statement, identity, stop);
    }

    private static ImmutableSortedDictionary<string, JsonElement> Parameters(string reference, string? extra)
    {
        var parameters = ImmutableSortedDictionary<string, JsonElement>.Empty.Add("ref", JsonSerializer.SerializeToElement(reference));
        return extra is null ? parameters : parameters.Add(extra, JsonElement.Parse("true"));
    }
}
