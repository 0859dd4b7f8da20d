// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Oci;

/// <summary>One piece of news of a copy. Events of different content may come from several threads at once.</summary>
public readonly record struct CopyEvent(CopyStep Step, Descriptor Content, long Bytes);
