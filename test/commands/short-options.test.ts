import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';

const world = useWorld();

describe('an option of one letter', () => {
  it.each([
    ['runs list -q=true', '-q=…', '-q takes no value'],
    ['-q=true runs list', '-q=…', '-q takes no value'],
    ['runs list -q=', '-q=…', '-q takes no value'],
    ['runs list -q1', '-q…', '-q takes no value'],
    ['runs list -vq=1', '-vq=…', '-q takes no value'],
    ['-v=1', '-v=…', '-v takes no value'],
    ['-V=1', '-V=…', '-V takes no value'],
    ['users remove usr_1 -y=no', '-y=…', '-y takes no value'],
    ['users remove usr_1 -qy=hunter2', '-qy=…', '-y takes no value'],
    ['runs list -qx', '-x', '`aitronos runs list --help` shows its usage'],
    ['users remove usr_1 -yqx', '-x', '`aitronos users remove --help` shows its usage'],
    ['users remove usr_1 -qyx', '-x', '`aitronos users remove --help` shows its usage'],
    ['users remove usr_1 -yqxhunter2', '-x…', '`aitronos users remove --help` shows its usage'],
    ['runs list -quiet', '-quiet', 'did you mean --quiet?'],
    ['runs list -output json', '-output', 'did you mean --output?'],
    ['runs list -output=json', '-output', 'did you mean --output?'],
    ['users remove usr_1 -yes', '-yes', 'did you mean --yes?'],
    ['-version', '-version', 'did you mean --version?'],
  ])('%s is quoted back as %s', async (line, shown, hint) => {
    const { exit, stdout, stderr } = await world.current.run(line);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(`error: unknown option '${shown}' (USAGE)\nhint: ${hint}`);
    expect(stderr).not.toContain('hunter2');
  });

  it.each(['-ojson', '-o=json', '-qo=json', '-qojson', '-qo json'])(
    'takes its value attached, with a sign between or not: %s',
    async (option) => {
      const { exit, stdout } = await world.current.run(`runs list ${option}`);
      expect({ exit, stdout }).toEqual({ exit: 0, stdout: '[]\n' });
    },
  );

  it.each(['-ojson', '-o=json', '-qo=json', '-qojson', '-qo json'])(
    '%s decides how an error in the line is told',
    async (option) => {
      const { exit, stderr } = await world.current.run(`runs list --xyzzy ${option}`);
      expect({ exit, code: JSON.parse(stderr).error.code }).toEqual({ exit: 2, code: 'USAGE' });
    },
  );

  it.each(['-yqojson', '-yqo=json', '-qyo json', '-yq -o=json'])(
    'stands beside those of every command behind one dash: %s',
    async (options) => {
      const { exit, stdout, stderr } = await world.current.run(
        `users remove usr_1 --org org_1 --dry-run ${options}`,
      );
      expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
      expect(JSON.stringify(JSON.parse(stdout))).toContain('/users/usr_1"');
    },
  );

  it('a field of a request may have a sign in its value', async () => {
    const { stdout } = await world.current.run('api get /v1/user/me -f=a=b --dry-run');
    expect(stdout).toContain('/v1/user/me?a=b\n');
  });
});
