#!/bin/sh
# Installs mediaferry from the folder that this file is in, or takes it away again; run it again to update.
#   install.sh               /opt/mediaferry, /etc/mediaferry, /var/lib/mediaferry, a user, a unit of systemd
#   install.sh --uninstall   leaves /etc/mediaferry, /var/lib/mediaferry and the user
# DESTDIR=FOLDER installs below a folder, without user and without systemd.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=${DESTDIR:-}
program=$root/opt/mediaferry
settings=$root/etc/mediaferry
state=$root/var/lib/mediaferry
command=$root/usr/local/bin/mediaferry
unit=$root/etc/systemd/system/mediaferry.service

fail() {
  echo "install.sh - $*" >&2
  exit 2
}

manages_services() {
  [ -z "$root" ] && [ -d /run/systemd/system ]
}

add_user() {
  [ -z "$root" ] || return 0
  getent passwd mediaferry >/dev/null ||
    useradd --system --user-group --home-dir /var/lib/mediaferry --no-create-home --shell /usr/sbin/nologin mediaferry
}

# What belongs to the service's user; in DESTDIR to whoever calls
owned() {
  [ -n "$root" ] || chown "$@"
}

# $1 from the archive to $2, unless an administrator has changed that since it came as $3: then it is put beside it
keep_or_copy() {
  if [ ! -e "$2" ] || cmp -s "$1" "$2" || cmp -s "$3" "$2"; then
    cp "$1" "$2"
    rm -f "$2.new"
  else
    cp "$1" "$2.new"
    echo "install.sh - $2 was changed and stays; the new one is $2.new"
  fi
}

install_settings() {
  (cd "$here" && find config routes -type f) | while read -r file; do
    target=$settings/${file#config/}
    mkdir -p "$(dirname -- "$target")"
    keep_or_copy "$here/$file" "$target" "$program/original/$file"
  done
  [ -e "$settings/environment" ] || cat >"$settings/environment" <<'END'
# Variables of the service, read by systemd alone: JAVA_HOME, MEDIAFERRY_OPTS, and settings as DATABASE_PASSWORD=...
END
  chmod 600 "$settings/environment"
  # They may hold secrets, and the service must read them
  owned root:mediaferry "$settings" "$settings/application.properties"
  chmod 750 "$settings"
  chmod 640 "$settings/application.properties"
}

install_program() {
  rm -rf "$program.new"
  mkdir -p "$program.new"
  (cd "$here" && cp -R bin lib docs docker systemd install.sh README.md CHANGELOG.md LICENSE NOTICE "$program.new/")
  [ ! -e "$here/bom.json" ] || cp "$here/bom.json" "$program.new/"
  rm -f "$program.new"/lib/*.jsa
  chmod -R u=rwX,go=rX "$program.new"
  mkdir "$program.new/original"
  cp -R "$here/config" "$here/routes" "$program.new/original/"
  ln -s /etc/mediaferry "$program.new/config"
  ln -s /etc/mediaferry/routes "$program.new/routes"
  ln -s /var/lib/mediaferry "$program.new/work"
  rm -rf "$program"
  mv "$program.new" "$program"
  mkdir -p "$(dirname -- "$command")"
  ln -sf /opt/mediaferry/bin/mediaferry "$command"
}

install_service() {
  mkdir -p "$state" "$(dirname -- "$unit")"
  owned mediaferry:mediaferry "$state"
  chmod 700 "$state"
  cp "$here/systemd/mediaferry.service" "$unit"
}

# What an archive unpacked there has gathered, ledger and settings, must not go with it
require_own_program() {
  [ ! -e "$program" ] || [ -L "$program/work" ] ||
    fail "$program was not made by install.sh: move it away, and afterwards its config and work to $settings and $state"
}

install_all() {
  [ "$here" != "$program" ] || fail "run it in the folder that the archive was unpacked in, not in $program"
  require_own_program
  active=false
  if manages_services && systemctl --quiet is-active mediaferry; then
    active=true
    systemctl stop mediaferry
  fi
  add_user
  install_settings
  install_program
  install_service
  [ -n "$root" ] || "$program/bin/class-archive" || echo "install.sh - it works without, and starts more slowly" >&2
  ! manages_services || systemctl daemon-reload
  [ "$active" = false ] || systemctl start mediaferry
  cat <<'END'
Installed. Settings: /etc/mediaferry/application.properties. Then:
  sudo -u mediaferry mediaferry plan
  sudo systemctl enable --now mediaferry
END
}

uninstall() {
  require_own_program
  ! manages_services || systemctl disable --now mediaferry || true
  rm -rf "$program"
  rm -f "$command" "$unit"
  ! manages_services || systemctl daemon-reload
  echo "Uninstalled. Left: $settings, $state and the user mediaferry."
}

umask 022
[ -n "$root" ] || [ "$(id -u)" = 0 ] || fail "must be run as root, was run as $(id -un)"
case "${1:-}" in
  '') install_all ;;
  --uninstall) uninstall ;;
  *) fail "expected nothing or --uninstall, was $1" ;;
esac
