/** Runs as root in a mount namespace of its own. Arguments: an empty directory, the owner of a tun node or `-`, the sources, `--`, the next program.
 * Binds each source to `/tmp/<index>`, so that the account needs no way through the directories above it. `/tmp` because every host has it
 * and no program lives there; only this cage's chain sees the change. */
export const STAGE_SCRIPT = `set -e
stage=$1 tun=$2
shift 2
mount -t tmpfs -o mode=0711,size=1m hyperhive "$stage"
index=0
while [ "$1" != -- ]; do
  if [ -d "$1" ]; then mkdir "$stage/$index"; else : > "$stage/$index"; fi
  mount --rbind "$1" "$stage/$index"
  index=$((index + 1))
  shift
done
shift
if [ "$tun" != - ]; then
  mknod "$stage/tun" c 10 200
  chown "$tun" "$stage/tun"
  chmod 0600 "$stage/tun"
  mount --bind "$stage/tun" /dev/net/tun
fi
mount --move "$stage" /tmp
exec "$@"`;

/** Runs as the account. Arguments: slirp4netns, then the next program, which makes the network namespace and writes its pid to descriptor 7.
 * slirp4netns ends when the last writer of 7 does, whatever became of the core. */
export const NETWORK_SCRIPT = `slirp=$1
shift
(
  exec 7>&- 3>&-
  read -r pid <&8 || exit 1
  exec "$slirp" --configure --mtu=65520 --disable-host-loopback --enable-sandbox --enable-seccomp \\
    --exit-fd=8 --ready-fd=9 "$pid" tap0
) > /dev/null 4>&- 5>&- 6>&- &
echo "slirp $!" >&3
exec 8>&- 9>&-
exec "$@"`;

/** Runs as root of the outer user namespace. Arguments: \`ip\` for a network of its own or \`-\`, then bwrap and its arguments.
 * Link-local addresses are closed: in a cloud the credentials of the whole machine are handed out at 169.254.169.254.
 * Leaves room for the two user namespaces that bwrap makes and for none inside the cage, then waits for the core's word:
 * without it (the core died) nothing starts. bwrap and the cage write to descriptor 1 only: 2 is for the chain that makes it. Ends with the exit code of the first process. */
export const KEEPER_SCRIPT = `umask 022
echo 2 > /proc/sys/user/max_user_namespaces || exit 70
echo ready >&3
ip=$1
shift
[ "$ip" = - ] || echo "$$" >&7
read -r word <&3 && [ "$word" = go ] || exit 75
exec 3>&-
[ "$ip" = - ] || "$ip" route add unreachable 169.254.0.0/16 7>&- || exit 71
"$@" 2>&1 7>&-
exit "$?"`;

/** Lets Ctrl-C in a terminal reach the command and not the nsenter that waits for it. */
export const TERMINAL_SCRIPT = `trap '' INT QUIT
exec "$@"`;
