// In the bundles instead of `node:child_process`: Commander loads it at every start, for commands that are programs of
// their own.
module.exports = {};
