// A roster of a hundred thousand people against an organization of as many, beside the list of that organization.
import { fileURLToPath } from 'node:url';
import { interleave, median } from './measure.js';
import { measured, TELL_PEAK } from './peak.js';
import { sandbox } from './sandbox.js';

const PEOPLE = 100_000;
const RUNS = 5;
const WARM_UPS = 1;
const LONGEST_MS = 60_000;
const aitronos = fileURLToPath(new URL('../../bin/aitronos.js', import.meta.url));

export async function roster(workbench) {
  const { url, token } = await sandbox(workbench, `--users ${PEOPLE}`);
  const file = workbench.file('hr.csv', '');
  const env = {
    AITRONOS_ACCESS_TOKEN: token,
    AITRONOS_API_URL: url,
    AITRONOS_CONFIG_DIR: workbench.folder('roster-config'),
    AITRONOS_STATE_DIR: workbench.folder('roster-state'),
  };
  const subject = (words, into) => {
    const node = [process.execPath, ...TELL_PEAK, aitronos, ...words.split(' ')];
    const command = ['sh', '-c', `exec "$@" > ${into}`, 'sh', ...node];
    return { name: words.split(' ').slice(0, 3).join(' '), command, env, longest: LONGEST_MS };
  };
  const list = subject('users list --all -o csv --org org_xyz789', workbench.file('members.csv', ''));
  // Where the list has an id, the roster has one of its own, so that it names people by their addresses alone.
  const asRoster = `s/^user_id,/Employee,/; s/^usr_/E/; 500~20d`;
  const command = ['sh', '-c', `"$@" | sed '${asRoster}' | cut -d, -f1-4 > ${file}`, 'sh', ...node(list)];
  await workbench.run({ name: 'the roster', command, env, longest: LONGEST_MS });
  const diff = subject(`users diff --roster ${file} -o csv --org org_xyz789`, workbench.file('diff.csv', ''));
  const peaks = new Map([
    [list, []],
    [diff, []],
  ]);
  const times = await interleave([list, diff], {
    runs: RUNS,
    warmUps: WARM_UPS,
    async time(one) {
      const { ms, mb } = await measured(workbench, one);
      peaks.get(one).push(mb);
      return ms;
    },
  });
  // A comparison has to read the list.
  const figures = (of) =>
    [list, diff].map((one) => ({ name: one.name, values: of.get(one), floor: median(of.get(list)) }));
  const title = `${PEOPLE} people in the organization and in the roster, one in twenty only here`;
  return [
    {
      title,
      unit: 'ms',
      figures: figures(times),
      ratios: [
        {
          name: `${diff.name} / ${list.name}`,
          value: median(times.get(diff)) / median(times.get(list)),
          atMost: 2,
        },
      ],
    },
    {
      title: 'peak memory',
      unit: 'MB',
      figures: figures(peaks),
      ratios: [{ name: `${diff.name}, MB`, value: Math.max(...peaks.get(diff)), atMost: 250 }],
    },
  ];
}

/** The words of a subject without the shell that sends its answer into a file. */
const node = ({ command }) => command.slice(4);
