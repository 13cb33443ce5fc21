/**
 * The rows that `make` yields. What it throws, such as a refusal of the call's arguments, is thrown at the first row,
 * as a generator does; what it reads of them is read now.
 */
export function throwAtFirstRow<R>(make: () => AsyncGenerator<R>): AsyncGenerator<R> {
  try {
    return make();
  } catch (error) {
    return failing(error);
  }
}

async function* failing(error: unknown): AsyncGenerator<never> {
  yield Promise.reject(error);
}
