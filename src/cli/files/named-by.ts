const VARIABLES = { '--log-file': 'AITRONOS_LOG_FILE', '--summary-file': 'AITRONOS_SUMMARY_FILE' } as const;

/** What named the file that cannot be written: the option, or its variable, which is then what has to be mended. */
export const namedBy = (option: keyof typeof VARIABLES, argv: readonly string[]): string =>
  argv.some((word) => word === option || word.startsWith(`${option}=`)) ? option : VARIABLES[option];
