// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Transparency;

/// <summary>One call that changes the disk, as a hook sees it before it is made.</summary>
/// <param name="Kind">Which call.</param>
/// <param name="Path">The file or directory, relative to the log's directory.</param>
/// <param name="Content">What is written, or null.</param>
internal readonly record struct LogFileOperation(LogFileOperationKind Kind, string Path, byte[]? Content = null);
