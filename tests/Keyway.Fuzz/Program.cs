// SPDX-License-Identifier: Apache-2.0

using Keyway.Fuzz;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

// `fuzz [target] [minutes]` is a long run (bench/fuzz/run); anything else is the test runner.
if (args is ["fuzz", .. var rest]) return LongRun.Start(rest, Console.Out);
if (args.Any(argument => argument is "-automated" or "@@")) return await ConsoleRunner.Run(args);
return await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
