import type { RefreshShape } from '../../auth/refresh-shapes.ts';
import type { Sessions } from '../../auth/sessions.ts';
import type { SignInStore } from '../../auth/sign-in-store.ts';

/** The parts that the routes of signing in share. */
export interface SigningIn {
  readonly store: SignInStore;
  readonly sessions: Sessions;
  readonly refresh_shape: RefreshShape;
}
