import { systemCode } from '../errors/reason.ts';
import type { Output } from '../system/environment.ts';

/**
 * Writes a text and waits until it is written. False when the reader has closed the stream (`| head -1`, a
 * closed terminal), which is no error. See docs/decisions/2026-11-23-closed-stdout.md.
 */
export function write(stream: Output, text: string | Uint8Array): Promise<boolean> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error && !isGone(stream, error)) reject(error);
      else resolve(!error);
    });
  });
}

function isGone(stream: Output, error: Error): boolean {
  const code = systemCode(error);
  return code === 'EPIPE' || (code === 'EIO' && stream.isTTY === true);
}
