// What must not grow with the file: memory and time of dry runs, runs and answers over sizes, each with its floor beside.
// `--full` goes up to a million rows; `--before FOLDER` puts another built checkout beside.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileOfUsers, readingOfFiles } from './files.js';
import { measured, TELL_PEAK } from './peak.js';
import { runsList } from './runs-list.js';
import { sandbox } from './sandbox.js';

const SIZES = { short: [1_000, 10_000, 100_000], full: [1_000, 10_000, 100_000, 300_000, 1_000_000] };
const FORMATS = ['jsonl', 'table', 'json', 'csv'];
const FORMAT_ROWS = 20_000;
const MEMBERS = 100_000;
const MISSPELT = 10_000;
/** A program that took minutes for all of them is measured with a tenth. */
const MISSPELT_BEFORE = 1_000;
const AT_ONCE = '16';
const LONGEST_MS = 900_000;
const DEACTIVATE = 'users deactivate --org org_xyz789 --transfer-to dept_eng001';
const root = fileURLToPath(new URL('../..', import.meta.url));
const server = fileURLToPath(new URL('servers/loopback-server.js', import.meta.url));

export async function growth(workbench, { full, before }) {
  const sizes = full ? SIZES.full : SIZES.short;
  const programs = programsOf(before);
  const bench = new Growth(workbench, await workbench.serve(server), programs);
  return [
    ...(await readingOfFiles(workbench, sizes, before)),
    ...(await bench.dryRuns(sizes)),
    ...(await bench.runs(sizes)),
    ...(await bench.plans(sizes)),
    await bench.list(),
    ...(await bench.formats()),
    ...(await bench.misspelt()),
  ];
}

/** Runs the programs and gathers what they took. */
class Growth {
  constructor(workbench, url, programs) {
    this.workbench = workbench;
    this.url = url;
    this.programs = programs;
    this.count = 0;
  }

  /** Files of ids by their rows, each written once. */
  files = new Map();

  async idsFile(rows) {
    if (!this.files.has(rows)) this.files.set(rows, await fileOfUsers(this.workbench, 'ids', rows));
    return this.files.get(rows);
  }

  /** The environment of a call, with folders of its own. */
  env(url = this.url, token = 'bench-token') {
    this.count += 1;
    return {
      AITRONOS_ACCESS_TOKEN: token,
      AITRONOS_API_URL: url,
      AITRONOS_CONFIG_DIR: this.workbench.folder(`growth-config-${this.count}`),
      AITRONOS_STATE_DIR: this.workbench.folder(`growth-state-${this.count}`),
    };
  }

  /** One call of the program with these words, its answer into a file. */
  call(name, bin, line, { env = this.env(), exit = 0, into } = {}) {
    const out = into ?? this.workbench.file(`growth-out-${this.count}-${name.length}`, '');
    const words = [process.execPath, ...TELL_PEAK, bin, ...line.split(' ')];
    const command = ['sh', '-c', `exec "$@" > ${out}`, 'sh', ...words];
    return measured(this.workbench, { name, command, env, exit, longest: LONGEST_MS });
  }

  async bare() {
    const command = [process.execPath, ...TELL_PEAK, '-e', '0'];
    return measured(this.workbench, { name: 'a bare process', command });
  }

  async dryRuns(sizes) {
    const found = new Map([['a bare process', await this.bare()]]);
    const most = sizes.at(-1);
    for (const rows of sizes) {
      for (const format of rows === most ? FORMATS : ['jsonl']) {
        for (const { suffix, bin } of this.programs) {
          const name = `${format}, ${rows} rows${suffix}`;
          const line = `${DEACTIVATE} --from ${await this.idsFile(rows)} --dry-run -o ${format}`;
          found.set(name, await this.call(name, bin, line));
        }
      }
    }
    const limits = this.programs.flatMap(({ suffix }) =>
      FORMATS.map((format) => [`${format}, ${most} rows${suffix}`, 150]),
    );
    return inMemoryAndTime('a dry run', found, limits);
  }

  async runs(sizes) {
    const found = new Map([['a bare process', await this.bare()]]);
    for (const rows of sizes) {
      for (const { suffix, bin } of this.programs) {
        const name = `${rows} rows${suffix}`;
        const line = `${DEACTIVATE} --from ${await this.idsFile(rows)} --yes -q -o jsonl --concurrency ${AT_ONCE}`;
        found.set(name, await this.call(name, bin, line));
      }
    }
    const limits = this.programs.map(({ suffix }) => [`${sizes.at(-1)} rows${suffix}`, 200]);
    return inMemoryAndTime('a run, answers at once', found, limits);
  }

  /** The plan of a run, of which the server shows no members. */
  async plans(sizes) {
    const found = new Map([['a bare process', await this.bare()]]);
    const planning = this.programs.filter(({ bin }) => hasPlans(bin));
    for (const rows of sizes) {
      for (const { suffix, bin } of planning) {
        const name = `${rows} rows${suffix}`;
        const plan = join(this.workbench.folder('growth-plan'), 'plan.json');
        const line = `${DEACTIVATE} --from ${await this.idsFile(rows)} --plan ${plan} -q`;
        found.set(name, await this.call(name, bin, line));
      }
    }
    return inMemoryAndTime('a plan', found, []);
  }

  /** Each program lists the runs that it made itself. */
  async list() {
    const many = `${DEACTIVATE} --from ${await this.idsFile(20)} --yes -q -o jsonl`;
    const listed = [];
    for (const program of this.programs) {
      const env = this.env();
      await this.call('a run of 20', program.bin, many, { env });
      await this.call('a run of one', program.bin, `${DEACTIVATE} usr_1 --yes -q -o jsonl`, { env });
      listed.push({ ...program, env });
    }
    return runsList(this.workbench, listed);
  }

  /** The same run with each output, and what shows it again. */
  async formats() {
    const times = new Map();
    const file = await this.idsFile(FORMAT_ROWS);
    const ratios = [];
    for (const { suffix, bin } of this.programs) {
      const took = (name, line, env) =>
        this.call(name, bin, line, { env }).then(({ ms }) => {
          times.set(`${name}${suffix}`, ms);
          return ms;
        });
      let jsonl = 0;
      for (const format of FORMATS) {
        const env = this.env();
        const line = `${DEACTIVATE} --from ${file} --yes -q -o ${format} --concurrency ${AT_ONCE}`;
        const ms = await took(`a run, ${format}`, line, env);
        if (format !== 'jsonl') {
          ratios.push({ name: `a run, ${format} / jsonl${suffix}`, value: ms / jsonl, atMost: 1.15 });
          continue;
        }
        jsonl = ms;
        const [id] = readdirSync(join(env.AITRONOS_STATE_DIR, 'runs')).filter((name) => /^\d/.test(name));
        const show = await took('runs show', `runs show ${id} -o jsonl -q`, env);
        ratios.push({ name: `runs show / jsonl${suffix}`, value: show / jsonl, atMost: 0.4 });
      }
    }
    return [
      {
        title: `a run of ${FORMAT_ROWS} with each output`,
        unit: 'ms',
        figures: [...times].map(([name, ms]) => ({ name, values: [ms] })),
        ratios,
      },
    ];
  }

  /** Addresses of which no member has one; the floor is the list of all members, which has to be read for them. */
  async misspelt() {
    const { url, token } = await sandbox(this.workbench, `--users ${MEMBERS}`);
    const [{ bin }] = this.programs;
    const members = this.workbench.file('growth-members.csv', '');
    const list = 'users list --all -o csv --org org_xyz789';
    const floor = await this.call('list', bin, list, { env: this.env(url, token), into: members });
    const addresses = readFileSync(members, 'utf8').match(/[^,\s]+@[^,\s]+/g) ?? [];
    const refused = [];
    for (const { suffix, bin } of this.programs) {
      const count = suffix === '' ? MISSPELT : MISSPELT_BEFORE;
      const misspelt = addresses.slice(0, count).map((address) => address.replace('@', 'x@'));
      const file = this.workbench.file(`growth-misspelt-${count}.csv`, `email\n${misspelt.join('\n')}\n`);
      const line = `${DEACTIVATE} --from ${file} --yes -o json`;
      const { ms } = await this.call('misspelt', bin, line, { env: this.env(url, token), exit: 2 });
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
}

/** This program, and another built checkout of it where one is put beside. */
function programsOf(before) {
  const folders = [['', root], ...(before === undefined ? [] : [[', before', before]])];
  return folders.map(([suffix, folder]) => ({ suffix, bin: join(folder, 'bin', 'aitronos.js') }));
}

const hasPlans = (bin) =>
  execFileSync(process.execPath, [bin, 'users', 'deactivate', '--help'], { encoding: 'utf8' }).includes(
    '--plan',
  );

/** Two tables of what was found; `limits`: the most MB of a figure. */
function inMemoryAndTime(what, found, limits) {
  const floor = found.get('a bare process');
  const figures = (of) => [...found].map(([name, each]) => ({ name, values: [each[of]], floor: floor[of] }));
  return [
    { title: what, unit: 'ms', figures: figures('ms'), ratios: [] },
    {
      title: `peak memory of ${what}`,
      unit: 'MB',
      figures: figures('mb'),
      ratios: limits.map(([name, atMost]) => ({ name: `${name}, MB`, value: found.get(name).mb, atMost })),
    },
  ];
}
