// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Certificates;

/// <summary>Kinds of subject alternative name that Fulcio issues.</summary>
public enum SubjectNameKind
{
    Email,

    /// <summary>A workflow, a SPIFFE identity, or any other URI.</summary>
    Uri,

    /// <summary>A user name that is no address (OID 1.3.6.1.4.1.57264.1.7).</summary>
    OtherName,
}
