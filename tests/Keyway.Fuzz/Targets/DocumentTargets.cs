// SPDX-License-Identifier: Apache-2.0

using Keyway.Channels;
using Keyway.Fuzz.Mutation;
using Keyway.Policy;

namespace Keyway.Fuzz.Targets;

/// <summary>Our own documents: policies, evidence, channels.</summary>
internal static class DocumentTargets
{
    private static readonly string[] Policy = ["Keyway.Policy"];
    private static readonly string[] Channels = ["Keyway.Channels"];
    private const string ChannelVectors = "spec/channel/vectors";

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("policy", InputShape.Json, Policy, () => Seeds.Files("spec/policy/vectors/valid").Concat(Seeds.Files("spec/policy/vectors/hostile")), bytes => AdmissionPolicyReader.Read(bytes, "policy.json")) { Iterations = 8_000 },
        new("policy-evidence", InputShape.Json, Policy, () => Seeds.Files("spec/policy/vectors/decisions", "evidence.json", 64 << 10), bytes => PackageEvidenceJson.Read(bytes, "evidence.json")) { Iterations = 6_000, MaxLength = 64 << 10 },
        new("policy-fixtures", InputShape.Json, Policy, () => Seeds.Files("spec/policy/vectors/decisions", "fixtures.json", 64 << 10), bytes => PolicyFixturesJson.Read(bytes, "fixtures.json")) { Iterations = 3_000, MaxLength = 64 << 10 },
        new("channel", InputShape.Json, Channels, () => Seeds.Files(ChannelVectors, "channel*"), bytes => ChannelReader.Channel(bytes, "channel.json")) { Iterations = 8_000 },
        new("channel-permits", InputShape.Json, Channels, () => Seeds.Files(ChannelVectors, "permits*"), bytes => ChannelReader.Permits(bytes, "permits.json")) { Iterations = 8_000 },
        new("channel-host", InputShape.Json, Channels, () => Seeds.Files(ChannelVectors, "host*"), bytes => ChannelReader.Host(bytes, "host.json")) { Iterations = 8_000 },
    ];
}
