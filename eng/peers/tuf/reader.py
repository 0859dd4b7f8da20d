# SPDX-License-Identifier: Apache-2.0
# reader.py METADATA-DIR METADATA-URL TARGETS-URL TARGET-DIR PATH: python-tuf fetches one target; METADATA-DIR holds the trusted root.json.
import sys

from tuf.ngclient import Updater

metadata_dir, metadata_url, targets_url, target_dir, path = sys.argv[1:]
updater = Updater(metadata_dir=metadata_dir, metadata_base_url=metadata_url, target_base_url=targets_url, target_dir=target_dir)
updater.refresh()
target = updater.get_targetinfo(path)
if target is None:
    sys.exit(f"no target {path}")
print(updater.download_target(target))
