import { Aitronos } from '../../src/index.ts';
import type { World } from '../world.ts';

/** The library, signed in at a world's API and in its time. */
export const clientIn = (
  { url, clock }: World,
  more: Partial<ConstructorParameters<typeof Aitronos>[0]> = {},
) => new Aitronos({ accessToken: 'sandbox-access-token', baseUrl: url, clock, random: () => 0.5, ...more });
