# SPDX-License-Identifier: Apache-2.0
# writer.py DIRECTORY: python-tuf writes a repository with keys of every kind, a rotated root, delegations by path and hash bins of TAP 15.
import datetime
import hashlib
import os
import sys

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import DelegatedRole, Delegations, MetaFile, Metadata, Root, Snapshot, SuccinctRoles, TargetFile, Targets, Timestamp
from tuf.api.serialization.json import JSONSerializer

directory = sys.argv[1]
expires = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0) + datetime.timedelta(days=30)
serializer = JSONSerializer(compact=False)
signers = {"root": [CryptoSigner.generate_ed25519(), CryptoSigner.generate_rsa()], "targets": [CryptoSigner.generate_ecdsa()],
           "snapshot": [CryptoSigner.generate_rsa(scheme="rsa-pkcs1v15-sha256")], "timestamp": [CryptoSigner.generate_ed25519()]}
snapshot = Metadata(Snapshot(expires=expires))
timestamp = Metadata(Timestamp(expires=expires))


def write(name, metadata, keys):
    metadata.signatures.clear()
    for key in keys:
        metadata.sign(key, append=True)
    os.makedirs(f"{directory}/metadata", exist_ok=True)
    data = metadata.to_bytes(serializer)
    with open(f"{directory}/metadata/{name}", "wb") as file:
        file.write(data)
    return MetaFile(metadata.signed.version, len(data), {"sha256": hashlib.sha256(data).hexdigest()})


def add(role, path, content):
    target = TargetFile.from_data(path, content, ["sha256", "sha512"])
    target.unrecognized_fields["custom"] = {"ä": "\"quoted\" \\ text"}
    role.signed.targets[path] = target
    folder, _, name = path.rpartition("/")
    os.makedirs(f"{directory}/targets/{folder}", exist_ok=True)
    for digest in target.hashes.values():
        with open(f"{directory}/targets/{folder}/{digest}.{name}", "wb") as file:
            file.write(content)


root = Metadata(Root(expires=expires))
for role, keys in signers.items():
    for key in keys:
        root.signed.add_key(key.public_key, role)
root.signed.roles["root"].threshold = 2
write("1.root.json", root, signers["root"])
old, signers["root"] = signers["root"], [signers["root"][1], CryptoSigner.generate_ecdsa()]
root.signed.revoke_key(old[0].public_key.keyid, "root")
root.signed.add_key(signers["root"][1].public_key, "root")
root.signed.version = 2
write("2.root.json", root, [old[0], *signers["root"]])

team_key, bin_key = CryptoSigner.generate_ed25519(), CryptoSigner.generate_ecdsa()
targets, team, bins = (Metadata(Targets(expires=expires)) for _ in range(3))
add(targets, "top", b"by targets")
targets.signed.delegations = Delegations({}, roles={"team": DelegatedRole("team", [], 1, False, ["team/*"]), "bins": DelegatedRole("bins", [], 1, True, ["bins/*"])})
targets.signed.add_key(team_key.public_key, "team")
targets.signed.add_key(team_key.public_key, "bins")
add(team, "team/file", b"by team")
succinct = SuccinctRoles([], 1, 3, "bin")
bins.signed.delegations = Delegations({}, succinct_roles=succinct)
bins.signed.add_key(bin_key.public_key)
for name in succinct.get_roles():
    role = Metadata(Targets(expires=expires))
    if name == succinct.get_role_for_target("bins/file"):
        add(role, "bins/file", b"by a bin")
    snapshot.signed.meta[f"{name}.json"] = write(f"1.{name}.json", role, [bin_key])
snapshot.signed.meta["targets.json"] = write("1.targets.json", targets, signers["targets"])
snapshot.signed.meta["team.json"] = write("1.team.json", team, [team_key])
snapshot.signed.meta["bins.json"] = write("1.bins.json", bins, [team_key])
timestamp.signed.snapshot_meta = write("1.snapshot.json", snapshot, signers["snapshot"])
write("timestamp.json", timestamp, signers["timestamp"])
