import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const source = fileURLToPath(new URL('../src/', import.meta.url));
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).map((file) =>
  file.replaceAll('\\', '/'),
);
const rooms = files.filter((file) => file.endsWith('/README.md')).map((file) => dirname(file));

describe.each(rooms)('the README of src/%s', (room) => {
  const text = readFileSync(join(source, room, 'README.md'), 'utf8');
  const inside = files.filter((file) => file.startsWith(`${room}/`));

  it('speaks of files that are in the room', () => {
    const named = text.match(/(?<=`)[a-z\d-]+\.ts(?=`)/g) ?? [];
    const names = new Set(inside.map((file) => basename(file)));
    expect(named.filter((name) => !names.has(name))).toEqual([]);
  });

  it('leads to where something is', () => {
    const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(join(source, room, link)))).toEqual([]);
  });
});
