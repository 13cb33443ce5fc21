/** The default values of options, settings and the library; the documents take them from here. */
export const DEFAULTS = {
  api_url: 'https://api.aitronos.com',
  /** For one attempt, in seconds. */
  timeout_s: 30,
  /** Further attempts after the first. */
  retries: 3,
  /** Requests at once, in a run and in the library. */
  concurrency: 8,
} as const;
