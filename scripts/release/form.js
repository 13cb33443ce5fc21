// Whether a file is an executable of the system that it is meant for, with the program in it. It says nothing about
// whether it runs.
import { readFileSync, writeFileSync } from 'node:fs';
import { LIBRARIES } from './targets.js';

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
  const others = target in ELF_MACHINES ? neededLibraries(bytes).filter(isUnknown) : [];
  if (others.length > 0) throw new Error(`${file} needs ${others.join(', ')}: say so in docs/installing.md`);
  if (target in PE_MACHINES && signatureOf(bytes).place > 0) {
    throw new Error(`${file} has a signature, which is of something else`);
  }
  if (!bytes.includes(`${FUSE}1`)) throw new Error(`${file} runs nothing but Node`);
  if (!bytes.includes('AITRONOS_ACCESS_TOKEN')) throw new Error(`${file} does not have the program in it`);
}

/** 64 bits, little endian; null for anything else. */
function elfMachine(bytes) {
  const isElf = bytes.subarray(0, 6).equals(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1]));
  return isElf ? bytes.readUInt16LE(18) : null;
}

/** `libm.so.6` is known as `libm`, the loader of each machine as `ld-linux-*`. */
const isUnknown = (library) =>
  !LIBRARIES.includes(library.replace(/\.so\.\d+$/, '').replace(/^ld-linux-.*/, 'ld-linux-*'));

const LOADED_PART = 1;
const DYNAMIC_PART = 2;
const NEEDED = 1n;
const STRINGS = 5n;

/** The libraries without which the system does not start an ELF file of 64 bits. */
function neededLibraries(bytes) {
  const [begin, size, count] = [
    Number(bytes.readBigUInt64LE(32)),
    bytes.readUInt16LE(54),
    bytes.readUInt16LE(56),
  ];
  const parts = Array.from({ length: count }, (_, index) => {
    const at = begin + index * size;
    const [offset, address, , length] = [8, 16, 24, 32].map((field) =>
      Number(bytes.readBigUInt64LE(at + field)),
    );
    return { type: bytes.readUInt32LE(at), offset, address, length };
  });
  const { offset, length } = parts.find(({ type }) => type === DYNAMIC_PART);
  const entries = Array.from({ length: length / 16 }, (_, index) => {
    const at = offset + index * 16;
    return [bytes.readBigInt64LE(at), Number(bytes.readBigUInt64LE(at + 8))];
  });
  const address = entries.find(([tag]) => tag === STRINGS)[1];
  const holds = (part) => address >= part.address && address < part.address + part.length;
  const loaded = parts.find((part) => part.type === LOADED_PART && holds(part));
  const names = address - loaded.address + loaded.offset;
  return entries
    .filter(([tag]) => tag === NEEDED)
    .map(([, at]) => bytes.toString('latin1', names + at, bytes.indexOf(0, names + at)));
}

function peMachine(bytes) {
  if (bytes.toString('latin1', 0, 2) !== 'MZ') return null;
  const header = bytes.readUInt32LE(0x3c);
  return bytes.toString('latin1', header, header + 4) === 'PE\0\0' ? bytes.readUInt16LE(header + 4) : null;
}

/**
 * Where a file of Windows keeps its signature: at the end, named by the fifth directory of its header for 64 bits.
 * Answers too where that stands.
 */
function signatureOf(bytes) {
  const named = bytes.readUInt32LE(0x3c) + 24 + 112 + 4 * 8;
  return { named, place: bytes.readUInt32LE(named) };
}

/**
 * Writes a file of Windows without the signature of those who made it as `to`: something is to be put in, and Windows
 * would find that it was signed and altered.
 */
export function writeUnsigned(file, to) {
  const bytes = readFileSync(file);
  const { named, place } = signatureOf(bytes);
  bytes.fill(0, named, named + 8);
  writeFileSync(to, place > 0 ? bytes.subarray(0, place) : bytes);
}
