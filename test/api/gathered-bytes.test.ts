import { describe, expect, it } from 'vitest';
import { GatheredBytes } from '../../src/api/http/answers/gathered-bytes.ts';

describe('the bytes of a body', () => {
  it.each([
    [0, 1],
    [1, 70_000],
    [511, 3],
    [512, 3],
    [513, 3],
    [40_000, 1],
  ])('are all there, and held in few pieces: %i of %i bytes', (count, length) => {
    const body = new GatheredBytes();
    const sent: Buffer[] = [];
    for (let at = 0; at < count; at += 1) {
      const piece = Buffer.alloc(length, at);
      sent.push(piece);
      body.add(piece);
    }
    expect(body.size).toBe(count * length);
    expect(body.pieces).toBeLessThan(512 + count / 500);
    expect(body.whole().equals(Buffer.concat(sent))).toBe(true);
  });
});
