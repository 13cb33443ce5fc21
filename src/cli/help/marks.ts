const required = new WeakSet<object>();

/**
 * Marks an option without which a command cannot go on, although its value may stand elsewhere than on the line: in a
 * variable, or stored. Commander's own mandatory options know the line alone.
 */
export function markRequired<O extends object>(option: O): O {
  required.add(option);
  return option;
}

/** Whether a command cannot go on without this option or argument. */
export const isRequired = (option: object): boolean => required.has(option);

const repeatable = new WeakSet<object>();

/** Marks an option that may be given several times, each time with one more value. */
export function markRepeatable<O extends object>(option: O): O {
  repeatable.add(option);
  return option;
}

/** Whether an option may be given several times. */
export const isRepeatable = (option: object): boolean => repeatable.has(option);
