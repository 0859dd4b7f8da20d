// SPDX-License-Identifier: Apache-2.0
// client.js METADATA-DIR METADATA-URL TARGETS-URL TARGET-DIR PATH: tuf-js fetches one target; METADATA-DIR holds the trusted root.json.
const { Updater } = require('tuf-js');

const [metadataDir, metadataBaseUrl, targetBaseUrl, targetDir, path] = process.argv.slice(2);

(async () => {
  const updater = new Updater({ metadataDir, metadataBaseUrl, targetBaseUrl, targetDir });
  await updater.refresh();
  const target = await updater.getTargetInfo(path);
  if (!target) throw new Error(`no target ${path}`);
  console.log(await updater.downloadTarget(target));
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
