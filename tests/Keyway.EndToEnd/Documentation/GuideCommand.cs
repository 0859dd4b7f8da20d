// SPDX-License-Identifier: Apache-2.0

namespace Keyway.EndToEnd.Documentation;

/// <summary>One command line of the guide and the exit status the reader is promised.</summary>
internal sealed record GuideCommand(string Line, int ExpectedStatus);
