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
# characters. A proxy is taken from the variables that curl knows.
download() {
  local url=$1 file=$2 most=$3
  {
    printf 'url = "%s"\n' "$url"
    if [ -n "${DOWNLOAD_TOKEN:-}" ]; then printf 'header = "Authorization: Bearer %s"\n' "$DOWNLOAD_TOKEN"; fi
  } | curl --config - --output "$file" --write-out '%{http_code}' --fail --silent --show-error --location \
    --proto-redir =https --globoff --max-filesize "$most" --retry 3 --connect-timeout 20 --max-time 600
}

# Downloads, or ends the step with the cause; $4 says it where the answer means that there is no such file.
fetch() {
  local status
  status=$(download "$1" "$2" "$3") && return
  case $status in
    401 | 403) fail "the download address answers $status: $4, or it wants another token" ;;
    000) fail 'the download address cannot be reached: curl says why' ;;
    5??) fail "the download address answers $status: try again later" ;;
    *) fail "$4" ;;
  esac
}

digest_of() {
  local line
  if command -v sha256sum > /dev/null; then line=$(sha256sum < "$1"); else line=$(shasum -a 256 < "$1"); fi
  printf '%s' "${line%% *}"
}
