// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Keyway.Artifacts.Keys;

/// <summary>
/// A PKCS #11 module (version 2.40): the functions of its list that signing needs, called by their place in CK_FUNCTION_LIST. Loaded once per path and kept, since the
/// standard allows one initialisation per process. Thread safe; the module is asked to lock for itself.
/// </summary>
internal sealed unsafe class Pkcs11Module
{
    // Places in CK_FUNCTION_LIST (pkcs11f.h).
    private const int Initialize = 0;
    private const int GetSlotList = 4;
    private const int GetTokenInfo = 6;
    private const int OpenSession = 12;
    private const int CloseSession = 13;
    private const int Login = 18;
    private const int GetAttributeValue = 24;
    private const int FindObjectsInit = 26;
    private const int FindObjects = 27;
    private const int FindObjectsFinal = 28;
    private const int SignInit = 42;
    private const int Sign = 43;

    private const nuint AlreadyInitialized = 0x191;
    private const nuint OsLocking = 2;
    private const nuint SerialSession = 4;
    private const nuint User = 1;
    private const int MaxSlots = 64;
    private const int MaxSignature = 1024;
    private const int TokenInfoSize = 256;

    private static readonly Dictionary<string, Pkcs11Module> Loaded = new(StringComparer.Ordinal);

    private readonly nint functions;
    private readonly string path;

    private Pkcs11Module(string path, nint functions)
    {
        this.path = path;
        this.functions = functions;
    }

    /// <exception cref="KeywayException">KW2020 there is no such module, or it does not start.</exception>
    public static Pkcs11Module Load(string path)
    {
        lock (Loaded)
        {
            if (!Loaded.TryGetValue(path, out var module)) Loaded[path] = module = Start(path);
            return module;
        }
    }

    /// <summary>Slots that hold a token.</summary>
    public nuint[] Slots()
    {
        var slots = new nuint[MaxSlots];
        nuint count = MaxSlots;

        // Asked without a list, a module looks for tokens anew (PKCS #11 section 5.5); with one, it repeats what it knew.
        Check(((delegate* unmanaged<byte, nuint*, nuint*, nuint>)At(GetSlotList))(1, null, &count), "count its tokens");
        count = MaxSlots;
        fixed (nuint* list = slots)
            Check(((delegate* unmanaged<byte, nuint*, nuint*, nuint>)At(GetSlotList))(1, list, &count), "list its tokens");
        return slots[..(int)count];
    }

    /// <summary>Label and serial number of the token in a slot.</summary>
    public (string Label, string Serial) Token(nuint slot)
    {
        var info = stackalloc byte[TokenInfoSize];
        Check(((delegate* unmanaged<nuint, byte*, nuint>)At(GetTokenInfo))(slot, info), "describe a token");
        return (Text(info, 0, 32), Text(info, 80, 16));
    }

    public nuint Open(nuint slot)
    {
        nuint session;
        Check(((delegate* unmanaged<nuint, nuint, nint, nint, nuint*, nuint>)At(OpenSession))(slot, SerialSession, 0, 0, &session), "open a session");
        return session;
    }

    public void Close(nuint session) => _ = ((delegate* unmanaged<nuint, nuint>)At(CloseSession))(session);

    /// <summary>What the token answers to the PIN; 0 when it lets us in.</summary>
    public nuint LogIn(nuint session, ReadOnlySpan<byte> pin)
    {
        fixed (byte* bytes = pin) return ((delegate* unmanaged<nuint, nuint, byte*, nuint, nuint>)At(Login))(session, User, bytes, (nuint)pin.Length);
    }

    /// <summary>Objects that have all these attributes, two at most.</summary>
    public nuint[] Find(nuint session, params ReadOnlySpan<(nuint Type, byte[] Value)> wanted)
    {
        var pins = new GCHandle[wanted.Length];
        var template = stackalloc Attribute[wanted.Length];
        for (var i = 0; i < wanted.Length; i++)
        {
            pins[i] = GCHandle.Alloc(wanted[i].Value, GCHandleType.Pinned);
            template[i] = new Attribute { Type = wanted[i].Type, Value = pins[i].AddrOfPinnedObject(), Length = (nuint)wanted[i].Value.Length };
        }

        try
        {
            Check(((delegate* unmanaged<nuint, Attribute*, nuint, nuint>)At(FindObjectsInit))(session, template, (nuint)wanted.Length), "search for a key");
            var found = stackalloc nuint[2];
            nuint count = 0;
            Check(((delegate* unmanaged<nuint, nuint*, nuint, nuint*, nuint>)At(FindObjects))(session, found, 2, &count), "search for a key");
            Check(((delegate* unmanaged<nuint, nuint>)At(FindObjectsFinal))(session), "search for a key");
            return new Span<nuint>(found, (int)count).ToArray();
        }
        finally
        {
            foreach (var pin in pins) pin.Free();
        }
    }

    /// <summary>One attribute of an object; null when the object has none such.</summary>
    public byte[]? Read(nuint session, nuint item, nuint type)
    {
        var buffer = new byte[MaxSignature];
        fixed (byte* bytes = buffer)
        {
            Attribute attribute = new() { Type = type, Value = (nint)bytes, Length = (nuint)buffer.Length };
            var answer = ((delegate* unmanaged<nuint, nuint, Attribute*, nuint, nuint>)At(GetAttributeValue))(session, item, &attribute, 1);
            return answer == 0 && attribute.Length <= (nuint)buffer.Length ? buffer[..(int)attribute.Length] : null;
        }
    }

    public byte[] SignBy(nuint session, nuint key, nuint mechanism, ReadOnlySpan<byte> content)
    {
        Mechanism how = new() { Type = mechanism };
        Check(((delegate* unmanaged<nuint, Mechanism*, nuint, nuint>)At(SignInit))(session, &how, key), "begin to sign");
        var signature = new byte[MaxSignature];
        nuint length = MaxSignature;
        fixed (byte* input = content, output = signature)
            Check(((delegate* unmanaged<nuint, byte*, nuint, byte*, nuint*, nuint>)At(Sign))(session, input, (nuint)content.Length, output, &length), "sign");
        return signature[..(int)length];
    }

    private static Pkcs11Module Start(string path)
    {
        if (!NativeLibrary.TryLoad(path, out var library) || !NativeLibrary.TryGetExport(library, "C_GetFunctionList", out var entry)) throw Errors.ModuleUnusable(path, "it is not there, or no PKCS #11 module");
        nint list;
        if (((delegate* unmanaged<nint*, nuint>)entry)(&list) != 0) throw Errors.ModuleUnusable(path, "it gives no list of functions");
        Pkcs11Module module = new(path, list);
        InitializeArguments arguments = new() { Flags = OsLocking };
        var answer = ((delegate* unmanaged<InitializeArguments*, nuint>)module.At(Initialize))(&arguments);
        return answer is 0 or AlreadyInitialized ? module : throw Errors.ModuleUnusable(path, $"it does not start (0x{answer:x})");
    }

    // CK_VERSION and padding come before the functions.
    private nint At(int place) => Unsafe.Read<nint>((void*)(functions + (place + 1) * sizeof(nint)));

    private void Check(nuint answer, string what)
    {
        if (answer != 0) throw Errors.TokenRefused(path, what, answer);
    }

    private static string Text(byte* info, int offset, int length) => System.Text.Encoding.UTF8.GetString(info + offset, length).TrimEnd(' ', '\0');

    [StructLayout(LayoutKind.Sequential)]
    private struct Attribute
    {
        public nuint Type;
        public nint Value;
        public nuint Length;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Mechanism
    {
        public nuint Type;
        public nint Parameter;
        public nuint ParameterLength;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct InitializeArguments
    {
        public nint CreateMutex;
        public nint DestroyMutex;
        public nint LockMutex;
        public nint UnlockMutex;
        public nuint Flags;
        public nint Reserved;
    }
}
