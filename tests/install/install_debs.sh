#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Packs the .deb files, installs them with apt in a fresh Debian 12 folder and starts what they bring.
#   install_debs.sh BUILD_FOLDER SOURCE_FOLDER
# The base folder and fetched packages are kept in BUILD_FOLDER/install-test, so that a second run is short.
# Ends with 77 (skipped) only where there is neither root nor a sudo that asks nothing.
set -euo pipefail
build="$(cd "$1" && pwd)"
source="$(cd "$2" && pwd)"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
exec </dev/null

if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        exec sudo -n --preserve-env=http_proxy,https_proxy,no_proxy bash "${BASH_SOURCE[0]}" "$build" "$source"
    fi
    echo "Neither root nor sudo: nothing can be installed."
    exit 77
fi

export PATH="$PATH:/usr/sbin:/sbin" LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive
work="$build/install-test"
base="$work/base"
root="$work/root"
archives="$work/archives"
mkdir -p "$work" "$archives/partial"
step() { printf -- '-- %s (%s s)\n' "$*" "$SECONDS"; }

leave() {
    local place
    for place in dev/pts dev proc; do
        mountpoint -q "$root/$place" && umount -l "$root/$place"
    done
    rm -rf "$root"
    return 0
}
trap leave EXIT

step "packing"
rm -rf "$build/packages"
(cd "$build" && cpack -G DEB >"$work/cpack.log" 2>&1) || {
    tail -30 "$work/cpack.log"
    exit 1
}
ls -l "$build/packages"/yichuang-{common,client,server}_*.deb

step "fresh Debian 12"
if [ ! -f "$base.done" ]; then
    rm -rf "$base"
    # shellcheck disable=SC2016
    mirror="$(apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' | awk '$1 == "bookworm" { print $2; exit }')"
    debootstrap --variant=minbase bookworm "$base" ${mirror:+"$mirror"} >"$work/debootstrap.log" 2>&1 || {
        tail -30 "$work/debootstrap.log"
        exit 1
    }
    touch "$base.done"
fi
leave
cp -a --reflink=auto "$base" "$root"

# The host's own way to its packages: sources, keys, proxies, pins.
rm -rf "$root/etc/apt"
cp -aL /etc/apt "$root/etc/apt"
rm -f "$root"/etc/apt/apt.conf.d/{20packagekit,50appstream,70debconf,*listchanges*,*unattended*}
mkdir -p "$root/usr/share/keyrings"
cp -aL /usr/share/keyrings/. "$root/usr/share/keyrings/"
for file in /etc/resolv.conf /etc/hosts; do
    cp -L "$file" "$root$file"
done
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
mount --bind /dev/pts "$root/dev/pts" 2>/dev/null || true

step "installing"
mkdir -p "$root/debs" "$root/archives"
cp "$build/packages"/yichuang-{common,client,server}_*.deb "$root/debs/"
cp -a "$archives/." "$root/archives/"
apt_in() {
    chroot "$root" apt-get -q -y --no-install-recommends -o Dir::Cache::archives=/archives \
        -o APT::Keep-Downloaded-Packages=true -o Dpkg::Use-Pty=0 "$@" >>"$work/apt.log" 2>&1 || {
        tail -40 "$work/apt.log"
        return 1
    }
}
: >"$work/apt.log"
apt_in update
mapfile -t debs < <(cd "$root" && printf '/%s\n' debs/*.deb)
apt_in install "${debs[@]}"
cp -a "$root/archives"/*.deb "$archives/" 2>/dev/null || true
step "looking at what the packages bring by themselves"
cp "$here/inside.sh" "$root/inside.sh"
version="$(sed -n 's/^project(Yichuang VERSION \([0-9.]*\).*/\1/p' "$source/CMakeLists.txt")"
chroot "$root" bash /inside.sh files "$version"

step "starting the programs"
# What a test needs beside them: a screen, a bus, a browser without a window.
apt_in install xvfb x11-utils dbus-daemon curl
cp -a "$root/archives"/*.deb "$archives/" 2>/dev/null || true
chroot "$root" useradd --create-home clerk
chroot "$root" bash /inside.sh server
chroot "$root" su clerk -c 'bash /inside.sh client'

step "removing them"
chroot "$root" bash -c 'dpkg --purge yichuang-client yichuang-server yichuang-common' >>"$work/apt.log" 2>&1
[ ! -e "$root/usr/bin/yichuang" ] && [ ! -e "$root/usr/bin/yichuang-server" ] && [ ! -e "$root/usr/share/yichuang" ]
[ -f "$root/var/lib/yichuang-server/centre.sqlite" ] # the centre's records are never removed by a package
step "done"
