// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts;

/// <summary>
/// The world refused: a file, the network, a signature or an input. Made only by an <c>Errors</c> class. The message says what is wrong with both
/// values and which side failed, <see cref="State"/> what state things are in now, <see cref="Hint"/> what to do next.
/// </summary>
public sealed class KeywayException : Exception
{
    internal KeywayException(ErrorCode code, string message, string hint, string state, Exception? inner)
        : base(message, inner)
    {
        Code = code;
        Hint = hint;
        State = state;
    }

    /// <summary>The stable code.</summary>
    public ErrorCode Code { get; }

    /// <summary>What to do next, one sentence.</summary>
    public string Hint { get; }

    /// <summary>What state the host, directory or registry is in now, one sentence.</summary>
    public string State { get; }

    /// <summary>For the <c>Errors</c> class of any folder; the default state is the honest one for everything that only reads.</summary>
    public static KeywayException Of(ErrorCode code, string message, string hint, string state = "nothing was changed", Exception? inner = null) =>
        new(code, message, hint, state, inner);
}
