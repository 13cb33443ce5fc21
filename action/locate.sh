#!/usr/bin/env bash
# Checks the inputs and finds out which archive this machine needs, and what its SHA-256 has to be.
# In: DOWNLOAD_ADDRESS, WANTED_VERSION, WANTED_SHA256 and DOWNLOAD_TOKEN (both may be empty).
# Out: version, archive (a file), url, sha256, key (for the cache).
set -euo pipefail
. "$(dirname "$0")/common.sh"

address=${DOWNLOAD_ADDRESS:-}
version=${WANTED_VERSION:-}
# A tag is as good.
version=${version#v}
# However it was copied: in capitals as PowerShell prints it, or with the name of the digest.
sha256=$(printf '%s' "${WANTED_SHA256:-}" | tr A-F a-f)
sha256=${sha256#sha256:}

[ -n "$address" ] || fail 'download-address is not given'
[[ $address =~ ^(https://|http://(127\.0\.0\.1|localhost)[:/])[]A-Za-z0-9._~:/@%+\[-]*$ ]] ||
  fail 'download-address has to be an https address'
[[ $address != *@* ]] || fail 'download-address holds a user name: give a token as the input token'
[ -n "$version" ] || fail 'version is not given'
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]] || fail 'version has to be such as 0.1.0'
[[ -z $sha256 || $sha256 =~ ^[0-9a-f]{64}$ ]] || fail 'sha256 has to be 64 digits, 0 to 9 and a to f'
[[ ${DOWNLOAD_TOKEN:-} =~ ^[A-Za-z0-9._~+/=-]*$ ]] || fail 'token holds characters that no bearer token has'

case "$RUNNER_OS-$RUNNER_ARCH" in
  Linux-X64) archive=linux-x64.tar.xz ;;
  Linux-ARM64) archive=linux-arm64.tar.xz ;;
  Windows-X64) archive=win-x64.zip ;;
  macOS-*) fail 'there is no file for macOS, because none is signed: use actions/setup-node and npm install there' ;;
  *) fail 'there is no file for this system: use actions/setup-node and npm install' ;;
esac
name=aitronos-$version-$archive
url=${address%/}/$version/$name
folder=$RUNNER_TEMP/setup-aitronos
mkdir -p "$folder"

if [ -z "$sha256" ]; then
  sums=$folder/SHA256SUMS
  fetch "${address%/}/$version/SHA256SUMS" "$sums" 100000 "version $version is not at the download address"
  # However it was written: with line ends of Windows, without the last one, with the * of a binary file, in capitals.
  while read -r digest file || [ -n "$digest" ]; do
    if [ "${file#\*}" != "$name" ]; then continue; fi
    digest=$(printf '%s' "$digest" | tr A-F a-f)
    [ "${sha256:-$digest}" = "$digest" ] || fail "SHA256SUMS of version $version has two digests for $name"
    sha256=$digest
  done < <(head -c 100000 "$sums" | tr -d '\r')
  [[ $sha256 =~ ^[0-9a-f]{64}$ ]] || fail "SHA256SUMS of version $version does not have $name"
fi

{
  echo "version=$version"
  echo "archive=$folder/$name"
  echo "url=$url"
  echo "sha256=$sha256"
  echo "key=aitronos-$version-$archive-$sha256"
} >> "$GITHUB_OUTPUT"
