import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { ORG, TO, useWorld } from '../world.ts';

const world = useWorld();
const UNCHANGED = 'only the answer was not written, or not whole, and nothing was changed';
const ONLY_UNWRITTEN = `${UNCHANGED}: make room there, and run the command again`;
const MAY_BE = 'what was asked for may have been done';
const MAY_BE_STORED = `${MAY_BE} on this machine all the same: look before you repeat it`;
const MAY_BE_CHANGED = `${MAY_BE} all the same: \`aitronos runs list\` shows the changes`;

/** The disk behind it has no room, or fails. */
const full = (code = 'ENOSPC') =>
  new Writable({
    write: (_text, _encoding, done) => done(Object.assign(new Error('no room'), { code })),
  }).on('error', () => {});

describe('an answer that cannot be written', () => {
  it.each([
    ['--version', ONLY_UNWRITTEN],
    ['--help', ONLY_UNWRITTEN],
    ['users deactivate --help', ONLY_UNWRITTEN],
    ['help', ONLY_UNWRITTEN],
    ['help errors', ONLY_UNWRITTEN],
    ['commands', ONLY_UNWRITTEN],
    ['completion bash', ONLY_UNWRITTEN],
    ['doctor', ONLY_UNWRITTEN],
    ['config list', ONLY_UNWRITTEN],
    ['config path', ONLY_UNWRITTEN],
    ['auth list', ONLY_UNWRITTEN],
    ['auth status', ONLY_UNWRITTEN],
    ['auth token', ONLY_UNWRITTEN],
    ['runs list', ONLY_UNWRITTEN],
    ['organizations list', ONLY_UNWRITTEN],
    [`users list ${ORG}`, ONLY_UNWRITTEN],
    [`users list ${ORG} -o jsonl`, ONLY_UNWRITTEN],
    [`users get usr_abc123 ${ORG}`, ONLY_UNWRITTEN],
    [`departments list ${ORG}`, ONLY_UNWRITTEN],
    [`roles list ${ORG}`, ONLY_UNWRITTEN],
    ['api get /v1/user/me', ONLY_UNWRITTEN],
    [`users deactivate usr_abc123 ${TO} --dry-run`, ONLY_UNWRITTEN],
    [`users deactivate usr_abc123 ${TO} --check`, ONLY_UNWRITTEN],
    [`users deactivate usr_abc123 usr_def456 ${TO} --dry-run`, ONLY_UNWRITTEN],
    [`users deactivate usr_abc123 usr_def456 ${TO} --check`, ONLY_UNWRITTEN],
    ['config set max 10', MAY_BE_STORED],
    ['config unset max', ONLY_UNWRITTEN],
    ['auth switch default', MAY_BE_STORED],
    ['sandbox reset', MAY_BE_STORED],
    [`users deactivate usr_abc123 ${TO}`, MAY_BE_CHANGED],
    [`users deactivate usr_abc123 usr_def456 ${TO} --yes`, `${MAY_BE} all the same: aitronos runs show 2026`],
    [
      `api post /v1/organizations/{org}/users/usr_abc123/reactivate ${ORG}`,
      `${MAY_BE} all the same: look before you repeat it`,
    ],
  ])('of %s', async (line, hint) => {
    const w = world.current;
    await w.sandbox();
    const { exit, stderr } = await w.run(line, { stdout: full() });
    expect(exit).toBe(1);
    expect(stderr).toContain('cannot write the answer: the disk is full');
    expect(stderr).toContain(hint);
    if (hint === ONLY_UNWRITTEN) expect(stderr).not.toContain(MAY_BE);
  });

  it('is not taken for one that a closed terminal did not want, where a disk fails', async () => {
    await world.current.sandbox();
    const { exit, stderr } = await world.current.run(`users list ${ORG} --json`, { stdout: full('EIO') });
    expect(exit).toBe(1);
    expect(stderr).toContain('cannot write the answer');
  });

  it.each([
    ['ENOSPC', 'make room there'],
    ['EDQUOT', 'make room there'],
    ['EFBIG', 'make room there'],
    ['EIO', 'send it where it can be written'],
    ['EBADF', 'send it where it can be written'],
    ['EAGAIN', 'send it where it can be written'],
  ])('for %s is mended so: %s', async (code, cure) => {
    const { stderr } = await world.current.run('config list', { stdout: full(code) });
    expect(stderr).toContain(`hint: ${UNCHANGED}: ${cure}, and run the command again\n`);
  });
});
