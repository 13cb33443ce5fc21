/** Answers that wait for a slower one before them, or for the consumer: more would be asked for in vain if it stops. */
const MOST_KEPT = 2;

/**
 * The answers to requests in the order in which these are begun, `atOnce` at a time: each answer makes room for a
 * request, also before a slower one and while the consumer works on an earlier answer. `begin` sends the next request;
 * null when there is none. Throws what a request fails with, in its turn.
 * See docs/decisions/2026-11-27-a-page-for-each-answer.md.
 */
export async function* answersInOrder<T>(begin: () => Promise<T> | null, atOnce: number): AsyncGenerator<T> {
  const asked: Promise<T>[] = [];
  let open = 0;
  let isOver = false;
  const askMore = () => {
    while (!isOver && open < atOnce && asked.length < atOnce + MOST_KEPT) {
      const answer = begin();
      if (answer === null) return;
      open += 1;
      // No unhandled rejection when the consumer stopped early; an active consumer gets the error from its await.
      answer.then(answered, () => {});
      asked.push(answer);
    }
  };
  const answered = () => {
    open -= 1;
    askMore();
  };
  try {
    askMore();
    for (let next = asked.shift(); next; next = asked.shift()) {
      const answer = await next;
      askMore();
      yield answer;
    }
  } finally {
    // What is answered now asks for nothing more.
    isOver = true;
  }
}
