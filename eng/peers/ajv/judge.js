// node judge.js SCHEMA FILE...: prints "valid FILE" or "invalid FILE" for each, in order; a file that is no JSON is invalid.
const fs = require('fs');
const Ajv = require('ajv/dist/2020').default;
const addFormats = require('ajv-formats').default;

const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(fs.readFileSync(process.argv[2], 'utf8')));
for (const file of process.argv.slice(3)) {
  let valid;
  try {
    valid = validate(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    valid = false;
  }
  console.log((valid ? 'valid ' : 'invalid ') + file);
}
