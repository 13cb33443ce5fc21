import type { Output } from '../host.ts';

/** Writes and waits until it is written. False when the reader went away (`| head -1`), which is no error. */
export function write(stream: Output, text: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error && !('code' in error && error.code === 'EPIPE')) reject(error);
      else resolve(!error);
    });
  });
}
