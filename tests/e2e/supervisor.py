"""Does for one unit what systemd does about its ends, and nothing more: for tests alone.

    supervisor.py UNIT TOLD USER=REPLACEMENT...

Reads UNIT's ExecStart, Environment, limits and restart lines, and applies them: starts the program,
waits for its end, ends what it left behind, waits RestartSec, starts it again, until the unit's
start limit says no more. Each WORD=REPLACEMENT changes the command: what the unit names and a test
has elsewhere. Run as root it starts the program as SUPERVISED_USER. TOLD gets a line a start and an
end. On SIGTERM it ends all that it started, and itself.
"""
import ctypes
import os
import resource
import shlex
import signal
import sys
import time

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 1, 36, 38
UNITS = {"": 1.0, "s": 1.0, "ms": 0.001, "min": 60.0}
SIZES = {"": 1, "K": 1024, "M": 1024**2, "G": 1024**3}


def read_unit(path):
    """Section.Key -> its values; an empty one forgets those before it, as systemd has it."""
    values, section = {}, ""
    for line in open(path, encoding="utf-8"):
        line = line.strip()
        if line.startswith("["):
            section = line.strip("[]")
        elif line and line[0] not in "#;":
            key, value = line.split("=", 1)
            kept = values.setdefault(f"{section}.{key.strip()}", [])
            kept.append(value.strip()) if value.strip() else kept.clear()
    return values


def number(text, suffixes):
    digits = text.rstrip("".join(suffixes))
    return float(digits) * suffixes[text[len(digits):].strip()]


class Unit:
    def __init__(self, path, replacements):
        values = read_unit(path)

        def last(key, default):
            return (values.get(key) or [default])[-1]

        self.command = [self.replaced(word, replacements)
                        for word in shlex.split(last("Service.ExecStart", ""))]
        self.environment = dict(word.split("=", 1) for line in values.get("Service.Environment", [])
                                for word in shlex.split(line))
        # Without a line of its own systemd's defaults, those of the start limit too.
        self.restart = last("Service.Restart", "no")
        self.restart_s = number(last("Service.RestartSec", "100ms"), UNITS)
        self.stop_s = number(last("Service.TimeoutStopSec", "90"), UNITS)
        self.limit_s = number(last("Unit.StartLimitIntervalSec", "10"), UNITS)
        self.limit_starts = int(last("Unit.StartLimitBurst", "5"))
        self.core = last("Service.LimitCORE", "infinity")
        self.locked = last("Service.LimitMEMLOCK", "8M")
        self.umask = int(last("Service.UMask", "0022"), 8)
        self.no_new_privileges = last("Service.NoNewPrivileges", "no") == "yes"

    @staticmethod
    def replaced(word, replacements):
        for old, new in replacements.items():
            if word == old or word.startswith(old + "/"):
                return new + word[len(old):]
        return word

    def wants_restart(self, status):
        failed = status != 0
        return self.restart == "always" or (self.restart == "on-failure" and failed)


class Supervisor:
    def __init__(self, unit, told, user):
        self.unit, self.told, self.user = unit, told, user
        self.starts = []
        self.libc = ctypes.CDLL(None, use_errno=True)
        # What its program leaves behind comes to us, as to a unit's control group.
        self.libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)

    def tell(self, *words):
        with open(self.told, "a", encoding="utf-8") as out:
            print(*words, f"at {time.monotonic():.3f}", file=out, flush=True)

    def become_program(self):
        unit = self.unit
        none = 0 if unit.core == "0" else resource.RLIM_INFINITY
        resource.setrlimit(resource.RLIMIT_CORE, (none, none))
        digits = unit.locked.rstrip("KMG")
        locked = int(digits) * SIZES[unit.locked[len(digits):]]
        hard = resource.getrlimit(resource.RLIMIT_MEMLOCK)[1]
        try:
            resource.setrlimit(resource.RLIMIT_MEMLOCK, (locked, locked))
        except ValueError:  # only some may raise it: then what there is
            resource.setrlimit(resource.RLIMIT_MEMLOCK, (hard, hard))
        os.umask(unit.umask)
        if self.user is not None:
            os.setgroups([])
            os.setgid(self.user)
            os.setuid(self.user)
        self.libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if unit.no_new_privileges:
            self.libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)

    def start(self):
        pid = os.fork()
        if pid == 0:
            try:
                self.become_program()
                environment = {**os.environ, **self.unit.environment}
                environment["XDG_RUNTIME_DIR"] = os.environ["XDG_RUNTIME_DIR"]
                environment["XDG_CACHE_HOME"] = os.environ["XDG_RUNTIME_DIR"]
                os.execvpe(self.unit.command[0], self.unit.command, environment)
            except (OSError, ValueError) as error:
                print("cannot start:", error, file=sys.stderr, flush=True)
            finally:
                os._exit(127)
        self.starts.append(time.monotonic())
        self.tell("started", pid)
        return pid

    def too_many_starts(self):
        since = time.monotonic() - self.unit.limit_s
        recent = [start for start in self.starts if start > since]
        return self.unit.limit_s > 0 and len(recent) >= self.unit.limit_starts

    def left_behind(self):
        children = f"/proc/self/task/{os.getpid()}/children"
        return [int(pid) for pid in open(children, encoding="utf-8").read().split()]

    def end_the_rest(self):
        """SIGTERM, then after TimeoutStopSec SIGKILL: KillMode=control-group."""
        until = time.monotonic() + self.unit.stop_s
        asked = set()
        while self.left_behind():
            for pid in self.left_behind():
                late = time.monotonic() > until
                if late or pid not in asked:
                    os.kill(pid, signal.SIGKILL if late else signal.SIGTERM)
                    asked.add(pid)
            while self.left_behind() and os.waitpid(-1, os.WNOHANG)[0]:
                pass
            time.sleep(0.005)

    def run(self):
        while not self.too_many_starts():
            main = self.start()
            status = os.waitpid(main, 0)[1]
            self.end_the_rest()
            self.tell("ended", main, "by", os.waitstatus_to_exitcode(status))
            if not self.unit.wants_restart(status):
                self.tell("not-restarted")
                return
            time.sleep(self.unit.restart_s)
        self.tell("start-limit-hit")


def main():
    unit, told, *pairs = sys.argv[1:]
    user = int(os.environ["SUPERVISED_USER"]) if os.getuid() == 0 else None
    supervisor = Supervisor(Unit(unit, dict(pair.split("=", 1) for pair in pairs)), told, user)

    def end(*_):
        supervisor.end_the_rest()
        os._exit(0)

    signal.signal(signal.SIGTERM, end)
    supervisor.run()


main()
