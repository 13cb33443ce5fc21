import { jsonAnswer } from '../json-answer.ts';
import type { Route } from './route.ts';

/** The addresses are named in the API's public standards, on no page; our choice: what they answer. */
export const health: Route = {
  at: 'GET /health',
  page: null,
  open: true,
  answer: ({ c }) => jsonAnswer(c, { status: 'ok' }),
};

/** The same under another address. */
export const versionedHealth: Route = { ...health, at: 'GET /v1/health/' };
