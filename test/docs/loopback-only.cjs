// Loaded into the program while it runs a page: whatever a page says, no connection leaves this machine. Proxy
// variables are not enough for that, because a page on networks sets its own.
const net = require('node:net');

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/;
const { connect } = net.Socket.prototype;

net.Socket.prototype.connect = function (...args) {
  const [first] = args;
  // Node's own callers hand over what they have normalised: an array whose first item are the options.
  const options = Array.isArray(first) ? first[0] : first;
  const host = options?.host ?? 'localhost';
  if (options?.path !== undefined || LOOPBACK.test(host)) return connect.apply(this, args);
  const error = new Error(`${host} is not this machine, and documents reach no other`);
  process.nextTick(() => this.destroy(Object.assign(error, { code: 'ENETUNREACH', syscall: 'connect' })));
  return this;
};
