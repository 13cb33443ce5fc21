// In undici's parts instead of `node:assert`, which is loaded when a check has failed.
module.exports = (value, message) => {
  if (!value) process.getBuiltinModule('node:assert')(value, message);
};
