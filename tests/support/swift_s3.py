#!/usr/bin/python3
"""OpenStack Swift (Debian's) on loopback as an S3 store: s3api and tempauth before one account, one
container and one object server, all ended with this process.

    swift_s3.py --port N --data DIR --certificate PEM --key PEM --access-key ACCOUNT:USER --secret-key KEY

Makes its rings and settings in DIR. The object servers listen on three more free ports. The bucket is
"clinic", which has to be made by a PUT that the store's user signs.
"""
import argparse
import ctypes
import os
import pathlib
import pwd
import re
import signal
import socket
import subprocess
import sys
import time

from swift.common.ring import RingBuilder

KINDS = ("account", "container", "object")
PR_SET_PDEATHSIG = 1


def free_port():
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return made.getsockname()[1]


def end_with_parent():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def started(program, conf):
    return subprocess.Popen([program, str(conf)], preexec_fn=end_with_parent)


def port_in(conf):
    if not conf.exists():
        return None
    return int(re.search(r"bind_port = (\d+)", conf.read_text()).group(1))


def wait_for(port):
    until = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except ConnectionRefusedError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def make_ring(file, port):
    ring = RingBuilder(2, 1, 0)
    ring.add_dev({"id": 0, "region": 1, "zone": 1, "ip": "127.0.0.1", "port": port, "device": "d",
                  "weight": 1})
    ring.rebalance()
    ring.get_ring().save(str(file))


def common(folder, port):
    return (f"[DEFAULT]\nbind_ip = 127.0.0.1\nbind_port = {port}\nworkers = 0\n"
            f"swift_dir = {folder}\ndevices = {folder}/devices\nmount_check = false\n"
            f"recon_cache_path = {folder}/recon\nlog_level = ERROR\n"
            # Who changes its user outlives its parent.
            f"user = {pwd.getpwuid(os.geteuid()).pw_name}\n")


def storage(folder, kind, port):
    return (common(folder, port) + f"[pipeline:main]\npipeline = {kind}-server\n"
            f"[app:{kind}-server]\nuse = egg:swift#{kind}\n"
            + ("fallocate_reserve = 0\n" if kind == "object" else ""))


def proxy(folder, options):
    account, _, user = options.access_key.partition(":")
    return (common(folder, options.port)
            + f"cert_file = {options.certificate}\nkey_file = {options.key}\n"
            "[pipeline:main]\npipeline = catch_errors cache s3api tempauth proxy-server\n"
            "[app:proxy-server]\nuse = egg:swift#proxy\naccount_autocreate = true\n"
            "[filter:catch_errors]\nuse = egg:swift#catch_errors\n"
            # tempauth asks for one to be named; that nobody answers there does no harm.
            "[filter:cache]\nuse = egg:swift#memcache\nmemcache_servers = 127.0.0.1:1\n"
            f"[filter:s3api]\nuse = egg:swift#s3api\nlocation = {options.region}\n"
            "[filter:tempauth]\nuse = egg:swift#tempauth\n"
            f"user_{account}_{user} = {options.secret_key} .admin\n")


def main():
    parser = argparse.ArgumentParser()
    for name in ("port", "data", "certificate", "key", "access-key", "secret-key", "region"):
        parser.add_argument("--" + name, required=True)
    options = parser.parse_args()
    folder = pathlib.Path(options.data).resolve()
    for name in ("devices/d", "recon"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "swift.conf").write_text("[swift-hash]\nswift_hash_path_suffix = test\n")
    children = []
    for kind in KINDS:
        conf = folder / f"{kind}.conf"
        port = port_in(conf) or free_port()
        if not (folder / f"{kind}.ring.gz").exists():
            make_ring(folder / f"{kind}.ring.gz", port)
            conf.write_text(storage(folder, kind, port))
        children.append(started(f"swift-{kind}-server", conf))
    for kind in KINDS:
        wait_for(port_in(folder / f"{kind}.conf"))
    (folder / "proxy.conf").write_text(proxy(folder, options))
    children.append(started("swift-proxy-server", folder / "proxy.conf"))
    sys.exit(max(child.wait() for child in children))


if __name__ == "__main__":
    main()
