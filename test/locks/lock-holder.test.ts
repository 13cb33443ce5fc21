import { describe, expect, it } from 'vitest';
import {
  type Holder,
  holderState,
  type Processes,
  readHolder,
  thisHolder,
} from '../../src/system/locks/lock-holder.ts';

const here: Processes = { pid: process.pid, isAlive: (pid) => pid === process.pid };
const me = thisHolder(here, Date.now());
const linux = process.platform === 'linux';

describe('the holder of something that processes share', () => {
  it('is alive as this process, and is read back as it was written down', () => {
    expect(readHolder(JSON.stringify(me))).toEqual(me);
    expect(holderState(me, here)).toBe(linux ? 'alive' : 'unknown');
  });

  it.each<[string, Partial<Holder>, 'dead' | 'unknown']>([
    ['a process that has ended', { pid: 999_999_999 }, 'dead'],
    ['another process that got its number', { started: '1' }, linux ? 'dead' : 'unknown'],
    ['the same number in another container', { namespace: 'pid:[1]' }, 'unknown'],
    ['the same number before the machine was started anew', { boot: 'before' }, 'unknown'],
    ['a process that did not say when it began', { started: null }, 'unknown'],
  ])('is told from %s', (_what, facts, fate) => {
    expect(holderState({ ...me, ...facts }, here)).toBe(fate);
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"pid":1}',
    JSON.stringify({ ...me, pid: -1 }),
    JSON.stringify({ ...me, pid: 1.5 }),
    JSON.stringify({ ...me, boot: {} }),
    JSON.stringify({ ...me, host: 7 }),
  ])('is nobody in %j', (text) => {
    expect(readHolder(text)).toBeNull();
  });
});
