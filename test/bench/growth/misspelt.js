// How long a run takes to refuse addresses that nobody has, beside the list of all members.
import { readFileSync } from 'node:fs';
import { sandbox } from '../sandbox.js';
import { DEACTIVATE } from './calls.js';

const MEMBERS = 100_000;
const MISSPELT = 10_000;
/** A program that took minutes for all of them is measured with a tenth. */
const MISSPELT_BEFORE = 1_000;

/** Addresses of which no member has one; the floor is the list of all members, which has to be read for them. */
export async function misspelt(calls) {
  const { url, token } = await sandbox(calls.workbench, `--users ${MEMBERS}`);
  const [{ bin }] = calls.programs;
  const members = calls.workbench.file('growth-members.csv', '');
  const list = 'users list --all -o csv --org org_xyz789';
  const floor = await calls.call('list', bin, list, { env: calls.env(url, token), into: members });
  const addresses = readFileSync(members, 'utf8').match(/[^,\s]+@[^,\s]+/g) ?? [];
  const refused = [];
  for (const { suffix, bin } of calls.programs) {
    const count = suffix === '' ? MISSPELT : MISSPELT_BEFORE;
    const misspelt = addresses.slice(0, count).map((address) => address.replace('@', 'x@'));
    const file = calls.workbench.file(`growth-misspelt-${count}.csv`, `email\n${misspelt.join('\n')}\n`);
    const line = `${DEACTIVATE} --from ${file} --yes -o json`;
    const { ms } = await calls.call('misspelt', bin, line, { env: calls.env(url, token), exit: 2 });
    refused.push({ name: `a run with ${count} is refused after${suffix}`, values: [ms], floor: floor.ms });
  }
  return [
    {
      title: `misspelt addresses among ${MEMBERS} members`,
      unit: 'ms',
      figures: [{ name: 'users list --all', values: [floor.ms], floor: floor.ms }, ...refused],
      ratios: refused.map(({ name, values: [value] }) => ({ name: `${name}, ms`, value, atMost: 5000 })),
    },
  ];
}
