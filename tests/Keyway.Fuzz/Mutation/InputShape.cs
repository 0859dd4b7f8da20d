// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Fuzz.Mutation;

/// <summary>What the inputs of a target are made of: it decides which mutations besides those of bytes are tried.</summary>
internal enum InputShape
{
    Bytes,

    /// <summary>Lines of text.</summary>
    Text,

    /// <summary>A JSON document: whole values are replaced, repeated, removed and nested.</summary>
    Json,

    /// <summary>ASN.1 DER: elements are replaced, repeated, removed and nested, and the lengths around them put right.</summary>
    Der,
}
