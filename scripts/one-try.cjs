// Bundled in place of retry: proper-lockfile is always told to try once.
module.exports = {
  operation() {
    let failure;
    return {
      attempt: (work) => work(),
      retry(error) {
        failure = error;
        return false;
      },
      mainError: () => failure,
    };
  },
};
