const LONGEST_WAIT = 200;

/** A word of the shell that means exactly this text. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * A command of the shell that starts this one, waits until it has printed so many lines and prints them.
 * It goes on in the background; the end of the page ends it. The sandbox takes a free port unless one is named.
 */
export function inBackground(command: string, lines: number): string {
  return `${start(command)}
waited=0
while (( $(grep -c ^ "$printed") < ${lines} && waited++ < ${LONGEST_WAIT} )) && kill -0 "$started" 2>/dev/null; do
  sleep 0.05
done
cat "$printed"`;
}

/** The same for a console block: as many lines as it shows before `^C`, which interrupts the command and waits for it. */
export function toEnd(command: string, expected: readonly string[]): string {
  const interrupt = expected.indexOf('^C');
  const before = interrupt < 0 ? expected : expected.slice(0, interrupt);
  const lines = before.filter((line) => line.trim() !== '' && !/^\s*(\.\.\.|…)\s*$/.test(line)).length;
  if (interrupt < 0) return inBackground(command, lines);
  return `${inBackground(command, lines)} > /dev/null
kill -INT "$started"
wait "$started"
ended=$?
cat "$printed"
(exit "$ended")`;
}

function start(command: string): string {
  const on = /\bsandbox start\b(?!.*--port)/.test(command) ? `${command} --port 0` : command;
  // A plain command, so that the process id is the program's own and not that of a shell around it.
  return `printed=$(mktemp -p "$HOME" .printed.XXXXXX)
> "$printed" 2>&1 ${on} &
started=$!`;
}
