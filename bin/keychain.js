// Asks the system's keychain once: the request as JSON on stdin, the answer as JSON on stdout. Run by aitronos itself,
// because the system may block whoever asks for as long as it likes, and a process can be ended.
const { readFileSync, writeSync } = require('fs');

const answer = (json) => writeSync(1, JSON.stringify(json));

/** The package, which may be left out, says of its absence what npm should do. In the one file it is always there. */
function load() {
  try {
    return require('@napi-rs/keyring');
  } catch (error) {
    if (error.code === 'NOT_LOADED') throw error;
    throw new Error('the optional package @napi-rs/keyring is not installed, or not made for this system');
  }
}

try {
  const { service, act, entry: name, secret } = JSON.parse(readFileSync(0, 'utf8'));
  const { Entry } = load();
  // The time limit counts from here.
  writeSync(1, '\n');
  // The kernel's own keyring, which it would take otherwise, forgets at the next restart.
  // See docs/decisions/2026-11-25-keyring-package.md.
  const entry = new Entry(service, name, { linux: { store: 'secret-service' } });
  if (act === 'set') entry.setPassword(secret);
  if (act === 'delete') entry.deleteCredential();
  answer({ secret: act === 'get' ? entry.getPassword() : null });
} catch (error) {
  // Without the stack, and in one line.
  answer({ error: String(error.message).split('\n')[0] });
}
