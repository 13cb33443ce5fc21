import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** SHA-256 of the first `length` bytes of a file, in hexadecimal digits. Rejects with the system's error. */
export async function fileDigest(path: string, length = Number.POSITIVE_INFINITY): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { end: length - 1 })) hash.update(chunk);
  return hash.digest('hex');
}
