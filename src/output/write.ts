import type { Output } from '../host.ts';

/** Writes and waits until it is written. A reader that went away (`| head -1`) is no error. */
export function write(stream: Output, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error && !('code' in error && error.code === 'EPIPE')) reject(error);
      else resolve();
    });
  });
}
