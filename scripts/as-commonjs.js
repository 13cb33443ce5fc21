// CommonJS loads in less time than modules do, and esbuild splits modules alone: so the program is split first and made
// CommonJS file by file. See docs/decisions/2026-11-26-commonjs-chunks.md.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transform } from 'esbuild';

/** Writes the files that esbuild made as modules (`write: false`, `metafile`) as CommonJS under the same names. */
export async function writeAsCommonJs({ outputFiles, metafile }, { target }) {
  refuseCircles(outputFiles);
  refuseVariables(Object.keys(metafile.inputs));
  const rename = withOurNames(outputFiles);
  for (const output of outputFiles) {
    const path = rename(output.path);
    const { code } = await transform(rename(withExports(withRequires(output.text))), {
      format: 'cjs',
      target,
      minify: true,
      // `import()` would load them as modules again, through a second loader.
      supported: { 'dynamic-import': false },
    });
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, code);
  }
}

/** A name as esbuild makes it; undici's file is not among them. */
const NAMED = /(?:chunk-|(?<name>[\w-]+-))(?<hash>[A-Z0-9]{8})(?=\.cjs\b)/g;

/**
 * Puts our names into a text. Of a hash they have as many characters as keep them apart, because nothing of the package
 * packs as badly, small ones, which the code has most of, and how many digits the file's size has stands first: npm
 * packs files by name, and those of one size pack well together, those with a name before the others.
 */
function withOurNames(files) {
  const found = files.flatMap(({ path, contents }) =>
    [...path.matchAll(NAMED)].map(([whole, name = '', hash]) => {
      const digits = contents.length.toString(4).length;
      return { whole, begin: `${digits}${name && `-${name}`}`, hash: hash.toLowerCase() };
    }),
  );
  const cutAt = (length) => found.map(({ begin, hash }) => begin + hash.slice(0, length));
  const cut = [4, 5, 6, 7, 8].map(cutAt).find((names) => new Set(names).size === names.length);
  const names = new Map(found.map(({ whole }, index) => [whole, cut[index]]));
  return (text) => text.replaceAll(NAMED, (whole) => names.get(whole) ?? whole);
}

/**
 * A file that requires what it imports whole, or later: Node's modules are their own default, and ours have all that is
 * asked for. esbuild would put such helpers into it as below.
 */
const withRequires = (text) =>
  text
    .replaceAll(/\bimport\s*(?:\*\s*as\s+)?([\w$]+)\s*from\s*("node:[^"]+");/g, 'var $1=require($2);')
    .replaceAll(/\bimport\(("[^"]+")\)/g, 'Promise.resolve().then(()=>require($1))');

/**
 * A file with its exports as the fields of one object. esbuild would put 450 bytes of helpers into each of 160 files
 * instead, under other names in each, so that they hardly pack, and a getter for each name, which V8 calls each time.
 */
function withExports(text) {
  const found = /\bexport\s*\{([^}]*)\};?\s*$/.exec(text);
  if (found === null) return text;
  const fields = found[1].split(',').map((pair) => {
    const [local, name = local] = pair.trim().split(' as ');
    return `${name}:${local}`;
  });
  return `${text.slice(0, found.index)}module.exports={${fields.join(',')}};`;
}

/** Such an object stands at the end of a file, so no two files may need each other while they load. */
function refuseCircles(files) {
  const needs = new Map(
    files.map(({ path, text }) => [
      path,
      [...text.matchAll(/\bimport\s*(?:\{[^}]*\}\s*from\s*)?"(\.[^"]+)"/g)].map(([, id]) =>
        join(dirname(path), id),
      ),
    ]),
  );
  const done = new Set();
  function walk(path, way) {
    if (way.includes(path)) throw new Error(`these files need each other: ${[...way, path].join(' ')}`);
    if (done.has(path)) return;
    for (const next of needs.get(path) ?? []) walk(next, [...way, path]);
    done.add(path);
  }
  for (const path of needs.keys()) walk(path, []);
}

/** A field stays as it is where a file sets what it exports anew. */
function refuseVariables(paths) {
  const sets = (path) => existsSync(path) && /^export (?:let|var) /m.test(readFileSync(path, 'utf8'));
  const found = paths.filter(sets);
  if (found.length > 0) throw new Error(`these files export what they may set anew: ${found.join(', ')}`);
}
