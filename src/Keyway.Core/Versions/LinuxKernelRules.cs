// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Versions;

/// <summary>Kernel releases: a partial order, see <see cref="KernelRelease.Compare"/>.</summary>
internal sealed class LinuxKernelRules : SchemeRules
{
    public override string Example => "6.8.0-1028-nvidia-64k";

    public override SyntaxFault? Check(ReadOnlySpan<char> text) => KernelReleaseSyntax.TryRead(text.ToString(), out _, out var fault) ? null : fault;

    public override int? Compare(string left, string right) => KernelRelease.Parse(left).Compare(KernelRelease.Parse(right));
}
