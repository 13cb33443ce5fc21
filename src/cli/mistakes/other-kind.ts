import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { type IdKind, nameOfKind } from '../../validation/id-kinds.ts';

/** The options that take an id of each kind, and the argument that does. */
const TAKEN_BY: Readonly<Record<IdKind, readonly string[]>> = {
  usr: ['user'],
  org: ['--org'],
  dept: ['--department', '--transfer-to'],
  role: ['--role', '--members'],
  status: ['--status'],
  orgusr: [],
  inv: [],
};

/** Where this command takes an id of the kind that was given in the wrong place; null where it takes none. */
export function whereKindBelongs(kind: IdKind, command: CommandUnknownOpts): string | null {
  const options = command.options.flatMap(({ long }) => long ?? []);
  const argument = command.registeredArguments.find((one) => TAKEN_BY[kind].includes(one.name()));
  const found = TAKEN_BY[kind].filter((name) => options.includes(name));
  const takers = argument === undefined ? found : [`<${argument.name()}>`, ...found];
  return takers.length === 0 ? null : `${takers.join(' or ')} takes ${nameOfKind(kind)}`;
}
