// What the examples of errors about runs have in common.

/** Begins a line of the program with a folder of its own, which keeps its runs apart from those that are real. */
export const APART = 'AITRONOS_STATE_DIR="$PWD/apart" aitronos';

/** The same, with a token that no server looks at. */
export const ANY_TOKEN = `AITRONOS_ACCESS_TOKEN=x ${APART}`;

const TWO = 'usr_abc123 usr_def456 --org org_xyz789 --sandbox --yes --no-check';

export const DEACTIVATE_TWO = `${APART} users deactivate ${TWO} --transfer-to dept_eng001`;
export const REACTIVATE_TWO = `${APART} users reactivate ${TWO}`;

/** Keeps the id of the run in the shell's variable `run`. */
export const FIRST_RUN = 'run="$(ls apart/runs | head -n 1)"';
