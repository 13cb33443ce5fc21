# What both steps of the action use. Values arrive as variables: nothing of them becomes a part of a script.

# A job with SHELLOPTS=xtrace would have every value in its log, the token among them.
set +x

# Ends the step; the words stand at the top of the job's page. They hold no value that was not checked before.
fail() {
  printf '::error title=setup-aitronos::%s\n' "$1"
  exit 1
}

# Writes what an address holds into a file, and the status of the answer to stdout; of so many bytes at the most where
# the server says how many they are (or curl is 8.4 or newer). The token goes through stdin, so that no list of
# processes shows it; the file does not, because there the backslashes of a path of Windows would be read as other
# characters. A proxy is taken from the variables that curl knows. A machine whose own settings of curl ask for more
# words would have the token among them; one that is told to come again in an hour does not wait for that.
download() {
  local url=$1 file=$2 most=$3
  {
    printf 'url = "%s"\n' "$url"
    if [ -n "${DOWNLOAD_TOKEN:-}" ]; then printf 'header = "Authorization: Bearer %s"\n' "$DOWNLOAD_TOKEN"; fi
  } | curl --config - --output "$file" --write-out '%{http_code}' --fail --silent --show-error --location \
    --proto-redir =https --globoff --no-verbose --max-filesize "$most" --retry 3 --retry-max-time 300 \
    --connect-timeout 20 --max-time 600
}

# Downloads, or ends the step with the cause; $4 says it where the answer means that there is no such file. What was
# there before, or came in part, does not stay.
fetch() {
  local status ended
  command -v curl > /dev/null || fail 'this machine has no curl'
  for _ in 1 2 3; do
    rm -f "$2"
    ended=0
    status=$(download "$1" "$2" "$3") || ended=$?
    # A connection that ends in the middle (18, 56, 92) is none of those after which curl itself tries again.
    case $ended in 18 | 56 | 92) ;; *) break ;; esac
  done
  if [ "$ended" = 0 ] && [ -f "$2" ]; then return; fi
  rm -f "$2"
  case $status in
    401 | 403) fail "the download address answers $status: $4, or it wants another token" ;;
    404 | 410) fail "$4" ;;
    000) fail 'the download address cannot be reached: curl says why' ;;
    408 | 429 | 5??) fail "the download address answers $status: try again later" ;;
    2??) fail "the download address does not give all of the file, or too much: curl says why" ;;
    3??) fail "the download address answers $status, and leads to no https address that gives the file" ;;
    *) fail "the download address answers $status" ;;
  esac
}

needs_digests() {
  command -v sha256sum > /dev/null || command -v shasum > /dev/null ||
    fail 'this machine has neither sha256sum nor shasum'
}

digest_of() {
  local line
  if command -v sha256sum > /dev/null; then line=$(sha256sum < "$1"); else line=$(shasum -a 256 < "$1"); fi
  printf '%s' "${line%% *}"
}
