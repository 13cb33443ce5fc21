// In the bundles instead of undici's client of HTTP/2, which loads thirty of Node's modules at every start: it is
// loaded when a server has chosen HTTP/2, and no server is asked whether it would.
module.exports = (client, socket) => require('undici/lib/dispatcher/client-h2.js')(client, socket);
