// Bundled in place of dot-prop: conf, which is told to take no dot for a path, looks with it for its own key alone.
module.exports = { hasProperty: (object, key) => key in object };
