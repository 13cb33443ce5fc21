import type { Environment } from './environment.ts';

/** The variables of this program, without what they begin with. */
const READ: ReadonlySet<string> = new Set(
  (
    'ACCESS_TOKEN API_KEY API_URL CA_FILE CONFIG_DIR DEBUG LOG_FILE NO_INPUT ORG OUTPUT PAGER PROFILE REASON ' +
    'RETRIES SANDBOX STATE_DIR SUMMARY_FILE TICKET TIMEOUT TIME_ZONE TRANSFER_TO WRITES'
  ).split(' '),
);

/** The variables that are set and begin as those of this program do, but are none of them. */
export const unreadVariables = ({ env, platform }: Pick<Environment, 'env' | 'platform'>): string[] =>
  Object.keys(env).filter((name) => {
    // Windows finds a variable in any case.
    const known = platform === 'win32' ? name.toUpperCase() : name;
    return /^AITRONOS_/i.test(name) && env[name] && !READ.has(known.replace(/^AITRONOS_/, ''));
  });
