#!/usr/bin/env bash
# Installs the archive, fetching it where the cache did not have it, and puts the program on the path of later steps.
# In: ARCHIVE (a file, perhaps not there yet), ARCHIVE_URL, SHA256, VERSION and DOWNLOAD_TOKEN (may be empty).
# Out: version, path.
set -euo pipefail
. "$(dirname "$0")/common.sh"

needs_digests
# What a cache brings is looked at as what a download brings: other jobs write to it.
if [ -e "$ARCHIVE" ] && { [ ! -f "$ARCHIVE" ] || [ "$(digest_of "$ARCHIVE")" != "$SHA256" ]; }; then
  echo '::warning title=setup-aitronos::the cached archive is not the one that was asked for: it is fetched again'
  rm -rf "$ARCHIVE"
fi
if [ ! -f "$ARCHIVE" ]; then
  fetch "$ARCHIVE_URL" "$ARCHIVE.part" 500000000 "the archive of version $VERSION cannot be fetched"
  found=$(digest_of "$ARCHIVE.part")
  if [ "$found" != "$SHA256" ]; then
    rm -f "$ARCHIVE.part"
    fail "the archive of version $VERSION has the SHA-256 $found, not $SHA256: nothing was installed"
  fi
  mv "$ARCHIVE.part" "$ARCHIVE"
fi

# Beside the archive, in a folder of this job alone: in the one for tools, another job may use what is replaced here.
home=${ARCHIVE%/*}/$VERSION-$SHA256
rm -rf "$home"
mkdir -p "$home"
case "$ARCHIVE" in
  # Windows' own tar reads zip; the one of Git does not.
  *.zip) unpack=("$SYSTEMROOT/System32/tar.exe" -xf) ;;
  # With its letter, because the tar of BusyBox does not find out what a file is.
  *) unpack=(tar -xJf) ;;
esac
"${unpack[@]}" "$ARCHIVE" -C "$home" --strip-components 1 ||
  fail "the archive of version $VERSION cannot be unpacked: tar says why"
program=$home/aitronos
if [ "$RUNNER_OS" = Windows ]; then program=$program.exe; fi
said=$("$program" --version) || fail "the program of version $VERSION does not start here"
[ "$said" = "$VERSION" ] || fail "the program says that it is another version than $VERSION"

echo "$home" >> "$GITHUB_PATH"
{
  echo "version=$VERSION"
  echo "path=$program"
} >> "$GITHUB_OUTPUT"
echo "aitronos $VERSION is installed"
