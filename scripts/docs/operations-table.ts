import { ROUTES } from '../../src/sandbox/routes/routes.ts';
import { code, markdownTable } from './markdown.ts';

/** Every operation that the sandbox serves, and where its page lies; both shortened, as the text above says. */
export function operationsTable(): string {
  const rows = ROUTES.map(({ at, page }) => [
    code(at.replaceAll(/:(\w+)/g, '{$1}').replace('/v1/organizations/{organization_id}/', '…/')),
    page?.replace(/^.*\/docs\//, '') ?? '',
  ]);
  return markdownTable(['operation', 'page'], rows);
}
