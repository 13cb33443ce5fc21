import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const source = fileURLToPath(new URL('../src/', import.meta.url));
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).map((file) =>
  file.replaceAll('\\', '/'),
);
const rooms = files.filter((file) => file.endsWith('/README.md')).map((file) => dirname(file));

/** Rooms of which a README names what is not plain from the names: `A verb a file`, `A file is a subject`. */
const ALIKE = /^(?:commands(?:\/(?:auth|users))?|errors\/catalogue)$/;

describe.each(rooms)('the README of src/%s', (room) => {
  const text = readFileSync(join(source, room, 'README.md'), 'utf8');
  const inside = files.filter((file) => file.startsWith(`${room}/`));

  it('speaks of files that are in the room', () => {
    const named = text.match(/(?<=`)[a-z\d-]+\.ts(?=`)/g) ?? [];
    const names = new Set(inside.map((file) => basename(file)));
    expect(named.filter((name) => !names.has(name))).toEqual([]);
  });

  it.skipIf(ALIKE.test(room))('leaves out nothing that is in the room', () => {
    const own = inside.map((file) => file.slice(room.length + 1)).filter((file) => !file.endsWith('.md'));
    const folders = own.filter((file) => file.includes('/')).map((file) => file.replace(/\/.*/, ''));
    const words = new Set(text.match(/[\w-]+/g));
    expect(folders.filter((folder) => !words.has(folder))).toEqual([]);
    const named = new Set(text.match(/[\w-]+\.ts/g));
    expect(own.filter((file) => /^[\w-]+\.ts$/.test(file) && !named.has(file))).toEqual([]);
  });

  it('leads to where something is', () => {
    const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(join(source, room, link)))).toEqual([]);
  });
});
