// In the bundles instead of `node:process`: importing that opens stdin, stdout and stderr, whether they are used or
// not.
module.exports = process;
