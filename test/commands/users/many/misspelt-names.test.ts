import { describe, expect, it } from 'vitest';
import { useWorld } from '../../../world.ts';
import { errorOf, file } from './leavers.ts';

const world = useWorld();
const COUNT = 40;
const LETTERS = 'bcdefghijklmnopqrstu';
const MEANT = 'did you mean';

/** What is misspelt in the rows of a file: its header, a row by its number, and the line that takes it. */
const KINDS: readonly (readonly [what: string, header: string, row: (at: number) => string, line: string])[] =
  [
    [
      'addresses',
      'email',
      (at) => `j${LETTERS[at % 20]}n${at < 20 ? 'e' : 'ee'}@example.com`,
      'deactivate --transfer-to dept_eng001',
    ],
    ['departments', 'user_id,transfer_to', (at) => `usr_${at},Enginering ${at % 20}`, 'deactivate'],
    ['roles', 'email,role', (at) => `new${at}@example.com,Membr${at % 20}`, 'invite'],
  ];

describe('many misspelt names', () => {
  const run = async (kind: (typeof KINDS)[number], more = '') => {
    const [, header, row, line] = kind;
    const rows = Array.from({ length: COUNT }, (_, at) => row(at));
    const path = await file(world.current, 'rows.csv', `${[header, ...rows].join('\n')}\n`);
    return world.current.run(`users ${line} --from ${path} --org org_xyz789 --no-check --yes ${more}`);
  };

  it.each(KINDS)('get suggestions for the first ten: %s', async (...kind) => {
    await world.current.sandbox();
    const ended = await run(kind, '--json');
    expect(ended.exit).toBe(2);
    const { problems, problem_count } = errorOf(ended).details;
    expect(problem_count).toBe(COUNT);
    const messages: string[] = problems.map(({ message }: { message: string }) => message);
    expect(messages.slice(0, 10).every((message) => message.includes(MEANT))).toBe(true);
    // The same name is answered alike wherever it stands.
    const [, , row] = kind;
    const nameOf = (at: number) => row(at).split(',').at(-1);
    const first = new Set(Array.from({ length: 10 }, (_, at) => nameOf(at)));
    messages.forEach((message, at) => {
      expect(message.includes(MEANT)).toBe(first.has(nameOf(at)));
    });
  });

  it.each(KINDS)('are of one kind for readers, with and without suggestions: %s', async (...kind) => {
    await world.current.sandbox();
    const { stderr } = await run(kind);
    expect(stderr).toContain(`… and ${COUNT - 10} more lines say the same`);
    expect(stderr.match(/rows\.csv:\d/g)).toHaveLength(10);
  });

  it('in a large organization are searched for one by one, and only ten are searched for twice', async () => {
    await world.current.sandbox({ users: 9000 });
    await run(KINDS[0] ?? expect.fail());
    // The first page tells that there are more pages than addresses; ten pages are the first thousand members.
    const searches = world.current.requests.filter(({ body }) => 'search_term' in JSON.parse(body));
    expect(searches).toHaveLength(COUNT + 10);
  });
});
