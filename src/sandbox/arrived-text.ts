import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

const MOST_BYTES = 1024 * 1024;

/**
 * The body of a request as text. Our choice: one over 1 MiB is refused, unread when its length is announced, else as
 * soon as it is longer; the rest of it is kept nowhere. Throws a `Refusal` (413), or Node's error for a client that
 * went away.
 */
export async function arrivedText(incoming: IncomingMessage): Promise<string> {
  if (Number(incoming.headers['content-length'] ?? 0) > MOST_BYTES) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  await new Promise<void>((resolve, reject) => {
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= MOST_BYTES) return;
      incoming.off('data', onData).pause();
      reject(tooLarge());
    };
    const onClose = () => reject(new Error('the client went away'));
    incoming.on('data', onData).once('end', resolve).once('error', reject).once('close', onClose);
  });
  // As `Request.text()` reads it: without a byte order mark.
  return new TextDecoder().decode(Buffer.concat(chunks));
}

const tooLarge = () => new Refusal(413, 'PAYLOAD_TOO_LARGE', 'The request body is larger than 1 MiB.');
