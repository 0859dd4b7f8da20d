// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Keyway.Packages.Scaffold;

/// <summary>The files of a new package directory, by path.</summary>
internal static class ScaffoldFiles
{
    public static IEnumerable<KeyValuePair<string, string>> For(DriverManifest manifest)
    {
        yield return new(PackageLayout.ManifestFile, Encoding.UTF8.GetString(ManifestJson.Write(manifest)));
        yield return new("README.md", Readme(manifest.Package));
        yield return new(".gitignore", "/.out/\n");
        yield return new(".github/workflows/package.yml", GitHub(manifest.Package));
        yield return new(".gitlab-ci.yml", GitLab);
        yield return new("dkms/README.md", "Module source that a host builds itself, the same for every ISA: `dkms/NAME/dkms.conf` and the files it names.\n");
        yield return new("firmware/README.md", "Firmware images. Declare each under `firmware` in keyway.json: file, sha256, rev, component and scheme.\n");
        foreach (var isa in manifest.SupportedHosts.Select(host => host.Isa.Word()))
        {
            yield return new($"{isa}/README.md", $"What is built for {isa}: libraries and tools under `userspace/`, modules under `modules/`.\n");
            yield return new($"{isa}/modules/README.md", "Prebuilt modules, one directory for each kernel, named as `uname -r` prints it: `6.12.94+deb13-" + isa + "/NAME.ko`.\n");
        }
    }

    private static string Readme(string package) => $"""
        # {package}

        A Keyway package directory. `keyway lint` says what is missing; the layout is described in each folder.

            keyway lint .
            keyway pack . --output oci:.out
            keyway push oci:.out REGISTRY/{package}

        """;

    private static string GitHub(string package) => $$"""
        name: package
        on:
          push:
            branches: [main]
            tags: ["v*"]
          pull_request:
        permissions:
          contents: read
          packages: write
        jobs:
          package:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - uses: actions/setup-dotnet@v4
                with:
                  dotnet-version: 10.0.x
              - run: dotnet tool install --global Keyway
              # Build the payloads here: ISA/userspace, ISA/modules/RELEASE, dkms/NAME, firmware.
              - run: keyway lint .
              - run: keyway pack . --output oci:.out
              - if: startsWith(github.ref, 'refs/tags/')
                run: echo "$TOKEN" | keyway push oci:.out "ghcr.io/${GITHUB_REPOSITORY_OWNER,,}/{{package}}" --username "$GITHUB_ACTOR" --password-stdin
                env:
                  TOKEN: ${{"{{"}} secrets.GITHUB_TOKEN {{"}}"}}

        """;

    private const string GitLab = """
        package:
          image: mcr.microsoft.com/dotnet/sdk:10.0
          before_script:
            - dotnet tool install --global Keyway
            - export PATH="$PATH:$HOME/.dotnet/tools"
          script:
            # Build the payloads here: ISA/userspace, ISA/modules/RELEASE, dkms/NAME, firmware.
            - keyway lint .
            - keyway pack . --output oci:.out
            - if [ -n "$CI_COMMIT_TAG" ]; then echo "$CI_REGISTRY_PASSWORD" | keyway push oci:.out "$CI_REGISTRY_IMAGE" --username "$CI_REGISTRY_USER" --password-stdin; fi

        """;
}
