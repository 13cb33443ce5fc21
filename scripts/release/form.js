// Whether a file is an executable of the system that it is meant for, with the program in it. It says nothing about
// whether it runs.
import { readFileSync } from 'node:fs';

const ELF_MACHINES = { 'linux-x64': 0x3e, 'linux-arm64': 0xb7 };
const PE_MACHINES = { 'win-x64': 0x8664 };
/** Node looks for this, and for `:1` where something was put in. */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:';

/** Throws where the file is none of this target (`linux-x64`, …), or has no program in it. */
export function checkForm(target, file) {
  const bytes = readFileSync(file);
  const machine = target in ELF_MACHINES ? elfMachine(bytes) : peMachine(bytes);
  if (machine !== (ELF_MACHINES[target] ?? PE_MACHINES[target])) {
    throw new Error(`${file} is no executable of ${target}`);
  }
  if (!bytes.includes(`${FUSE}1`)) throw new Error(`${file} runs nothing but Node`);
  if (!bytes.includes('AITRONOS_ACCESS_TOKEN')) throw new Error(`${file} does not have the program in it`);
}

/** 64 bits, little endian; null for anything else. */
function elfMachine(bytes) {
  const isElf = bytes.subarray(0, 6).equals(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1]));
  return isElf ? bytes.readUInt16LE(18) : null;
}

function peMachine(bytes) {
  if (bytes.toString('latin1', 0, 2) !== 'MZ') return null;
  const header = bytes.readUInt32LE(0x3c);
  return bytes.toString('latin1', header, header + 4) === 'PE\0\0' ? bytes.readUInt16LE(header + 4) : null;
}
