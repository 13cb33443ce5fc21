// esbuild makes a file for each module that is loaded later, also where all that it has stands in another one, and lets
// it load itself what that one loads anyway. A file costs the package a hundred bytes, and a start one more to open.
import { basename } from 'node:path';

const IMPORT = /\bimport\s*(?:\{(?<names>[^}]*)\}\s*from\s*)?"\.\/(?:chunks\/)?(?<file>[^"/]+)";?/g;
const EXPORT = /\bexport\s*\{(?<names>[^}]*)\};?\s*$/;
const LATER = /\bimport\("\.\/(?<file>[^"/]+)"\)/g;

/**
 * The modules that esbuild made, without those that only hand on what another one has, and without imports of what is
 * loaded anyway. `first`: the file that is loaded first.
 */
export function withoutDetours(outputs, first) {
  const modules = new Map(
    outputs.map(({ path, text }) => [basename(path), { path, text, ...partsOf(text) }]),
  );
  const owners = new Map();
  for (const [file, module] of modules) {
    const [owner, ...others] = [...module.imports.keys()].filter(
      (each) => module.imports.get(each).length > 0,
    );
    if (file === first || module.code !== '' || others.length > 0) continue;
    owners.set(file, owner);
    takeOver(owner, modules.get(owner), module);
  }
  for (const file of owners.keys()) modules.delete(file);
  for (const { imports } of modules.values()) dropNeedless(imports, modules, first);
  return [...modules].map(([file, { path, text, ...parts }]) => ({
    path,
    text: file === first ? text : textOf(parts, (name) => owners.get(name) ?? name),
  }));
}

/** Lets a module export also what another one hands on of it, and load what that one loads. */
function takeOver(file, { imports, exports }, handingOn) {
  const local = Object.fromEntries(exports.map(([inner, outer]) => [outer, inner]));
  const own = Object.fromEntries(handingOn.imports.get(file).map(([outer, inner]) => [inner, local[outer]]));
  const added = handingOn.exports.filter(([, outer]) => !(outer in local));
  exports.push(...added.map(([inner, outer]) => [own[inner], outer]));
  for (const other of handingOn.imports.keys())
    if (other !== file && !imports.has(other)) imports.set(other, []);
}

/** Takes out of the imports of a module those of no name that the others, or what is loaded `first`, bring along. */
function dropNeedless(imports, modules, first) {
  const loadedWith = (files, found = new Set()) => {
    for (const file of [...files].filter((each) => !found.has(each)))
      loadedWith(modules.get(file).imports.keys(), found.add(file));
    return found;
  };
  for (const [file] of [...imports].filter(([, names]) => names.length === 0)) {
    const others = [...imports.keys()].filter((other) => other !== file);
    if (loadedWith([first, ...others]).has(file)) imports.delete(file);
  }
}

/** What a module imports of which others, its own code, and what it exports. */
function partsOf(text) {
  const imports = [...text.matchAll(IMPORT)].map(({ groups: { file, names } }) => [file, pairsOf(names)]);
  const code = text.replaceAll(IMPORT, '').replace(EXPORT, '').trim();
  return { imports: new Map(imports), code, exports: pairsOf(EXPORT.exec(text)?.groups.names) };
}

function textOf({ imports, code, exports }, instead) {
  const joined = (pairs) => pairs.map(([from, to]) => `${from} as ${to}`).join(',');
  const others = [...imports].map(([file, names]) => `import{${joined(names)}}from"./${file}";`);
  const own = code.replaceAll(LATER, (_, file) => `import("./${instead(file)}")`);
  return `${others.join('')}${own}export{${joined(exports)}};`;
}

/** `a as b,c` as pairs: `[['a', 'b'], ['c', 'c']]`. */
const pairsOf = (names = '') =>
  names
    .split(',')
    .filter(Boolean)
    .map((pair) => {
      const [from, to = from] = pair.trim().split(' as ');
      return [from, to];
    });
