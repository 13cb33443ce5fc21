// In the executables instead of @napi-rs/keyring, which looks for its binary beside itself: that is a part of the file
// here, and the system loads libraries from files alone.
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { getRawAsset, getAssetKeys } = require('node:sea');

const ASSET = 'keyring.node';

/** A folder for its owner alone, which is gone again before the library says its first word. */
function load(library) {
  const folder = mkdtempSync(join(tmpdir(), 'aitronos-keyring-'));
  try {
    return loaded(writeIn(folder, library));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Windows removes no library that is loaded: it stays, in the user's own temporary folder, and is used again. */
function loadAndKeep(library) {
  const folder = join(tmpdir(), `aitronos-keyring-${createHash('sha256').update(library).digest('hex')}`);
  const file = join(folder, ASSET);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(file) || !readFileSync(file).equals(library)) writeIn(folder, library);
  return loaded(file);
}

function writeIn(folder, library) {
  const file = join(folder, ASSET);
  writeFileSync(file, library, { mode: 0o600 });
  return file;
}

function loaded(file) {
  const found = { exports: {} };
  process.dlopen(found, file);
  return found.exports;
}

if (!getAssetKeys().includes(ASSET))
  throw Object.assign(new Error('no keyring'), { code: 'MODULE_NOT_FOUND' });
const library = Buffer.from(getRawAsset(ASSET));
try {
  module.exports = process.platform === 'win32' ? loadAndKeep(library) : load(library);
} catch (error) {
  // The library is here: what is in its way is the folder, such as one in which the system runs nothing.
  const words = `its library cannot be loaded from ${tmpdir()}, which TMPDIR or TEMP names: ${error.message}`;
  throw Object.assign(new Error(words), { code: 'NOT_LOADED' });
}
