// In the bundles instead of undici's client of HTTP/2: no server is asked whether it would, and OpenSSL takes no other
// protocol from one than it was asked for.
module.exports = () => {
  throw new Error('HTTP/2 is not in this bundle');
};
