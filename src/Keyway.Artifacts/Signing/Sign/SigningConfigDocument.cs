// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>A signing configuration as it is written (proto3 JSON).</summary>
internal sealed record SigningConfigDocument
{
    public string? MediaType { get; init; }

    public IReadOnlyList<Service?>? CaUrls { get; init; }

    public IReadOnlyList<Service?>? OidcUrls { get; init; }

    public IReadOnlyList<Service?>? RekorTlogUrls { get; init; }

    public Selection? RekorTlogConfig { get; init; }

    public IReadOnlyList<Service?>? TsaUrls { get; init; }

    public Selection? TsaConfig { get; init; }

    internal sealed record Service
    {
        public string? Url { get; init; }

        public int MajorApiVersion { get; init; }

        public Period? ValidFor { get; init; }

        public string? Operator { get; init; }
    }

    internal sealed record Period
    {
        public string? Start { get; init; }

        public string? End { get; init; }
    }

    internal sealed record Selection
    {
        public string? Selector { get; init; }

        public int Count { get; init; }
    }
}
