// A list of checks, each told in one line as soon as it is known.

/** Runs checks one after the other; `work` may answer what it found in words, or throws. Answers whether all held. */
export async function runChecks(checks) {
  let failed = 0;
  for (const [title, work] of checks) {
    const begin = process.hrtime.bigint();
    const seconds = () => `${(Number(process.hrtime.bigint() - begin) / 1e9).toFixed(1)} s`;
    try {
      const found = await work();
      console.log(`ok      ${title}${found ? `: ${found}` : ''} (${seconds()})`);
    } catch (error) {
      failed++;
      const output = [error.message, error.stdout, error.stderr].filter(Boolean).join('\n').trim();
      console.log(`FAILED  ${title} (${seconds()})\n${output.replaceAll(/^/gm, '        ')}`);
    }
  }
  console.log(`${checks.length - failed} of ${checks.length} hold`);
  return failed === 0;
}
