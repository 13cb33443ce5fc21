/** What begins the sandbox's data anew. */
export const BEGIN_ANEW = '`aitronos sandbox reset` begins anew';

/** A file of the sandbox's data holds something else than the sandbox writes; the message names it. */
export class DamagedData extends Error {
  override readonly name = 'DamagedData';
}
