# The Debian 12 packages that this project needs: read by app/start, tests/run and nobody else.
# A line a purpose, so that a reader sees what a package is for.

PACKAGES_BUILD="
g++ cmake ninja-build pkg-config
libimgui-dev libstb-dev libglfw3-dev libgl-dev libfreetype-dev libpng-dev
libsqlite3-dev libsodium-dev liblz4-dev
nlohmann-json3-dev libtomlplusplus-dev libexpected-dev libfmt-dev libspdlog-dev libcli11-dev
libasound2-dev libespeak-ng-dev libmd4c-dev libfribidi-dev libharfbuzz-dev
libcurl4-openssl-dev libpugixml-dev libzip-dev libcsv-dev libreadstat-dev libboost-dev
"
PACKAGES_RUN="
ca-certificates
fonts-noto-core fonts-materialdesignicons-webfont libgl1-mesa-dri
espeak-ng-data
"
PACKAGES_TEST="
catch2 librapidcheck-dev libvalijson-dev python3-nacl libharfbuzz-bin
xvfb xauth x11-utils xdotool imagemagick strace git libx11-dev libxtst-dev
clang clang-format clang-tidy libclang-rt-14-dev
openssl apache2-bin apache2-utils nginx libnginx-mod-http-dav-ext python3
swift swift-proxy swift-account swift-container swift-object
libsqlcipher0 curl rclone
postgresql-15
cage xwayland systemd
dpkg-dev file lintian
"
# What reads our files back with tools of their own, and what makes a clean Debian to install on:
# tests/run --long alone, since they are large.
PACKAGES_LONG="
r-base-core r-cran-haven chromium
debootstrap systemd-container
"

# packages_missing NAME...: prints those that are not installed.
packages_missing() {
    for package in "$@"; do
        dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed ||
            printf '%s ' "$package"
    done
}

# packages_install NAME...: installs what is missing; without the right to, prints the one command
# that does it and fails.
packages_install() {
    missing=$(packages_missing "$@")
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" -eq 0 ]; then
        as_root=
    elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        as_root=sudo  # on a terminal it may ask for the password
    else
        command="apt-get update && apt-get install -y --no-install-recommends $missing"
        printf 'Some Debian packages are missing. Run this once, then start again:\n\n' >&2
        if command -v sudo >/dev/null 2>&1; then
            printf '  sudo sh -c "%s"\n\n' "$command" >&2
        else
            printf '  su -c "%s"\n\n' "$command" >&2
        fi
        return 1
    fi
    printf 'Installing Debian packages: %s\n' "$missing" >&2
    # shellcheck disable=SC2086  # a list of words on purpose
    $as_root env DEBIAN_FRONTEND=noninteractive sh -c \
        'apt-get update -q && apt-get install -qy --no-install-recommends "$@"' install $missing >&2
}
