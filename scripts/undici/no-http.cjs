// In undici's parts instead of `node:http`, which is loaded when they ask it for the largest header: a connection of
// requests names its own, one to a proxy does not. No request has a body of the class for which they ask it besides.
module.exports = {
  get maxHeaderSize() {
    return process.getBuiltinModule('node:http').maxHeaderSize;
  },
};
