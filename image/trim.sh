#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# trim.sh ROOT: takes out of Debian's tree what the appliance does not need. The kernel's modules are an
# allow-list; what cannot be run or loaded without what is taken away goes, too. The programs that stay
# are chosen later (programs.txt).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$1"

rm -rf boot/initrd* boot/config* boot/System.map*
mv boot/vmlinuz-* boot/vmlinuz
cp var/lib/dpkg/status boot/packages
(cd var/lib/dpkg/info && grep -H . -- *.list) | sed 's/\(:amd64\)\?\.list:/ /' >boot/files

version=$(ls usr/lib/modules)
keep=$(mktemp -d -p .)
# What the kernel brings within itself is no file.
sed 's/#.*//' "$here/modules.txt" | xargs -n1 | while read -r module; do
    modprobe -d "$PWD" -S "$version" --show-depends "$module"
done | awk '/^insmod/ { print $2 }' | sort -u | while read -r file; do
    install -D -m 644 "$file" "$keep/${file#*/modules/"$version"/}"
done
cp "usr/lib/modules/$version"/modules.{builtin,builtin.modinfo,order} "$keep"
rm -rf "usr/lib/modules/$version"
mv "$keep" "usr/lib/modules/$version"
chmod 755 "usr/lib/modules/$version"
depmod -b "$PWD" "$version"

library=usr/lib/x86_64-linux-gnu
rm -rf vmlinuz* initrd* media mnt srv home opt \
    etc/apt/sources.list* etc/apt/trusted* etc/apt/preferences.d etc/initramfs-tools etc/perl etc/kernel \
    etc/cron* etc/logrotate* etc/dpkg etc/debconf.conf etc/skel etc/update-motd.d etc/xdg etc/profile* \
    etc/bash* etc/default etc/init.d etc/rc?.d etc/pam* etc/security \
    usr/lib/apt usr/lib/dpkg usr/lib/initramfs-tools usr/lib/mime usr/lib/init usr/lib/cgroup* \
    usr/share/{apt,apport,base-files,base-passwd,bash-completion,bug,common-licenses/GFDL*,debconf,dict,doc-base,dpkg} \
    usr/share/{applications,gcc,gdb,icons,info,initramfs-tools,keyrings,libc-bin,libdrm,libwacom,lintian,locale,man} \
    usr/share/{menu,pam,pam-configs,perl,perl5,pixmaps,polkit-1,tabset,vulkan,zsh,X11/locale} \
    $library/{perl,perl-base,dri,libLLVM*,libz3*,libEGL_mesa*,libGLX_mesa*,libapt*,audit,security} \
    usr/lib/udev/hwdb.d usr/lib/udev/hwdb.bin var/lib/apt var/lib/dpkg var/lib/systemd/deb-systemd* \
    var/cache/apt var/cache/debconf var/cache/ldconfig
find usr/lib/systemd usr/lib/udev -name '*.pyc' -delete
find var/log -type f -delete
