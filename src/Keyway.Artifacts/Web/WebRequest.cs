// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Web;

/// <summary>One request to a service that is no registry.</summary>
public sealed record WebRequest
{
    public required HttpMethod Method { get; init; }

    public required Uri Address { get; init; }

    /// <summary>The body with its media type, or null for none.</summary>
    public byte[]? Body { get; init; }

    public string? MediaType { get; init; }

    public string? Accept { get; init; }

    /// <summary>A bearer token; sent to the address's own origin only.</summary>
    public string? Bearer { get; init; }
}
