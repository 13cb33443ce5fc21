const ENDS_OF_CONNECTIONS: readonly string[] = ['ClientDestroyedError', 'SocketError'];

/**
 * Each call of the program ends its connections, for which undici makes an error whose stack Node reads and nobody
 * sees: here each line of it would first be looked up in the sources.
 */
const { prepareStackTrace } = Error;
if (prepareStackTrace) {
  Error.prepareStackTrace = (error, sites) =>
    ENDS_OF_CONNECTIONS.includes(error.name) ? String(error) : prepareStackTrace(error, sites);
}
