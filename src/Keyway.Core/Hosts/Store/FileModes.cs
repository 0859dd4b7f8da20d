// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>Permission bits as four octal digits.</summary>
internal static class FileModes
{
    public static int Parse(string octal) => (int)Convert.ToUInt32(octal, 8);

    public static string Format(int mode) => Convert.ToString(mode, 8).PadLeft(4, '0');
}
