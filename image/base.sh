#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# base.sh OUT.tar: Debian's part of the appliance, from the package sources of this machine, without root.
# Packages stay beside it, for the next time.
# What is only of use to build the rest (the kernel, the list of packages) lies in its /boot.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$1

packages=$(sed 's/#.*//' "$here/packages.txt" "${@:2}" | xargs | tr ' ' ,)
sources=(/etc/apt/sources.list.d/*.sources)
[ -e "${sources[0]}" ] || sources=(/etc/apt/sources.list)

debs=$(dirname "$out")/debs
mkdir -p "$debs"

mmdebstrap --quiet --mode=unshare --variant=essential --include="$packages" \
    --aptopt='Apt::Install-Recommends "false"' \
    --dpkgopt='force-confold' \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
    --setup-hook='mkdir -p "$1/var/cache/apt/archives"' \
    --setup-hook="sync-in $debs /var/cache/apt/archives/" \
    --setup-hook='mkdir -p "$1/etc/initramfs-tools"' \
    --setup-hook='echo update_initramfs=no >"$1/etc/initramfs-tools/update-initramfs.conf"' \
    --customize-hook="sync-out /var/cache/apt/archives $debs" \
    --customize-hook="$here/trim.sh \"\$1\"" \
    --skip=cleanup/apt,cleanup/apt/cache bookworm "${out%.tar}.new.tar" "${sources[@]}"
mv "${out%.tar}.new.tar" "$out"
