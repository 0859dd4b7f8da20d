// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>The Linux error numbers this folder tells apart; the same on x86-64, arm64 and riscv64.</summary>
internal enum Errno
{
    None = 0,
    Permitted = 1,
    NotThere = 2,
    Interrupted = 4,
    InputOutput = 5,
    WouldBlock = 11,
    Access = 13,
    Exists = 17,
    CrossDevice = 18,
    NotADirectory = 20,
    IsADirectory = 21,
    Invalid = 22,
    TooManyFiles = 24,
    FileTooBig = 27,
    NoSpace = 28,
    ReadOnly = 30,
    NoSystemCall = 38,
    NotEmpty = 39,
    SymbolicLink = 40,
    NotSupported = 95,
    Quota = 122,
}
