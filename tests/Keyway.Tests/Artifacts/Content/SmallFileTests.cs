// SPDX-License-Identifier: Apache-2.0

using System.IO.Pipes;
using Keyway.Artifacts.Content;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Content;

public sealed class SmallFileTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(9, 9)]
    [InlineData(10, 10)]
    [InlineData(11, 11)]
    [InlineData(5000, 11)]
    public void A_file_is_read_to_one_byte_over_the_limit(int size, int expected)
    {
        using TemporaryDirectory directory = new();
        File.WriteAllBytes(directory.Combine("file"), new byte[size]);

        Assert.Equal(expected, SmallFile.Read(directory.Combine("file"), 10).Length);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(5000, 11)]
    public void A_pipe_is_read_like_a_file(int size, int expected)
    {
        using AnonymousPipeServerStream writer = new(PipeDirection.Out, HandleInheritability.None);
        writer.Write(new byte[size]);
        var reader = writer.ClientSafePipeHandle.DangerousGetHandle();
        writer.SafePipeHandle.Dispose();

        Assert.Equal(expected, SmallFile.Read($"/proc/self/fd/{reader}", 10).Length);
    }
}
