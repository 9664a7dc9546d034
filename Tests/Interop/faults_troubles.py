"""What else goes wrong on a machine: no room on the disk, a folder that cannot be written, a damaged database, and two
people who do the same thing at the same time. Whatever happens, a change that cannot be written down is not sent, and no
key gets two replacements.
"""

import concurrent.futures
import os
import pathlib
import sqlite3
import subprocess

from faults_world import Case, Place, build_shim
from support import BINARY, Checks

checks = Checks("faults_troubles")
check = checks.check
place = Place()
shim = build_shim()
knows_rotations = "tollgate rotations advance" in Case(place).run("rotations", "advance", "--help").out


def enabled(key):
    return place.api.get_api_key(apiKey=key["id"])["enabled"]


def full_disk():
    """Every write to a file fails from the Nth on, for each N, as on a disk without room."""
    if not shim:
        return
    for number in [1, 2, 3, 5, 8, 12, 16, 20, 25, 30, 40, 50]:
        case = Case(place)
        key = place.key(case.name)
        case.values.add(key["value"])
        run = case.run("keys", "disable", key["id"], "--yes", "-o", "json", preload=shim, FAULTS_FULL=str(number))
        title = f"no room from write {number} on"
        check(f"{title}: it ends by itself", run.code in (0, 1), run)
        check(f"{title}: no trace of a crash", "Fatal" not in run.err and ".swift" not in run.err, run)
        if run.code == 1:
            check(f"{title}: says that there is no room", "the disk is full" in run.out + run.err, run)
        if run.code == 1 and not case.journal():
            check(f"{title}: what is not written down is not sent", enabled(key), run)
        again = case.run("keys", "disable", key["id"], "--yes")
        check(f"{title}: with room again it is done", again.code == 0 and not enabled(key), again)
        check(f"{title}: no value on the disk", not case.leaks(), case.leaks())
        case.end()


def as_nobody(case, *words):
    """Runs as a user who may not write what belongs to root."""
    environment = case.home.environment(**place.sandbox.variables)

    def drop():
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)

    done = subprocess.run([BINARY, *words], capture_output=True, env=environment, timeout=60,
                          preexec_fn=drop if os.getuid() == 0 else None)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def read_only_folder():
    """A folder that cannot be written: nothing is sent, and the reason is said; lists go on."""
    case = Case(place)
    key = place.key(case.name)
    case.run("keys", "list")
    for path in (case.home.path, case.home.path / "state", case.home.path / "config"):
        path.chmod(0o555)
    probe = subprocess.run([BINARY, "--version"], capture_output=True,
                           preexec_fn=(lambda: os.setuid(65534)) if os.getuid() == 0 else None)
    if probe.returncode != 0 and os.getuid() == 0:
        print("skipped: another user cannot run the program here, no folder was closed to it", flush=True)
    else:
        code, out, err = as_nobody(case, "keys", "disable", key["id"], "--yes")
        check("a folder that cannot be written: the change is refused", code == 1, (code, out, err))
        check("a folder that cannot be written: it is named", str(case.home.path) in out + err, (out, err))
        check("a folder that cannot be written: nothing was sent", enabled(key), err)
        code, out, err = as_nobody(case, "keys", "list", "-o", "json")
        check("a folder that cannot be written: lists go on", code == 0, (code, err))
    for path in (case.home.path, case.home.path / "state", case.home.path / "config"):
        path.chmod(0o700)
    case.end()


def damage(file, how):
    if how == "no database":
        file.write_bytes(b"this is no database at all\n" * 200)
    elif how == "cut":
        file.write_bytes(file.read_bytes()[:-5000])
    else:
        bytes_ = bytearray(file.read_bytes())
        for at in range(4096, len(bytes_), 512):
            bytes_[at:at + 64] = b"\xff" * 64
        file.write_bytes(bytes(bytes_))
    for suffix in ("-wal", "-shm"):
        pathlib.Path(str(file) + suffix).unlink(missing_ok=True)


def damaged_database():
    """A damaged journal is kept aside, that is said, and work goes on; open rotations are found by their tags."""
    for how in ("no database", "cut", "pages overwritten"):
        case = Case(place)
        key, other = place.key(case.name), place.key(case.name + "-other")
        case.run("keys", "disable", key["id"], "--yes")
        if knows_rotations:
            begun = case.run("keys", "rotate", other["id"], "--yes", "-o", "json")
            check(f"{how}: a rotation is begun", begun.code == 0, begun)
        file = case.home.state / "tollgate.db"
        with sqlite3.connect(file) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        damage(file, how)
        run = case.run("keys", "enable", key["id"], "--yes")
        aside = list(case.home.state.glob("tollgate.db.damaged-*"))
        check(f"{how}: the change is done all the same", run.code == 0 and enabled(key), run)
        check(f"{how}: the old one is kept aside", any("-wal" not in a.name for a in aside), aside)
        check(f"{how}: that is said", "damaged" in run.err and "kept" in run.err, run)
        if knows_rotations:
            found = case.run("rotations", "list", "-o", "json").json or []
            mine = [r for r in found if r["oldKeyId"] == other["id"]]
            check(f"{how}: the rotation is found by its tags", len(mine) == 1, found)
            resumed = case.run("keys", "rotate", other["id"], "--yes", "-o", "json")
            both = [k for k in place.keys(case.name + "-other")]
            check(f"{how}: rotating again makes no second replacement", len(both) == 2, (resumed, both))
        case.end()


def at_once(cases, words):
    with concurrent.futures.ThreadPoolExecutor(len(cases)) as pool:
        return list(pool.map(lambda c: c.run(*words), cases))


def two_at_once():
    """Two rotations of one key at the same time: from one machine, and from two."""
    if not knows_rotations:
        print("skipped: there are no rotations, nobody rotated at once", flush=True)
        return
    for machines in (1, 2):
        for attempt in range(4):
            first = Case(place)
            second = Case(place) if machines == 2 else first
            key = place.key(first.name + "-once", ("basic-prod", "basic-stg"))
            runs = at_once([first, second], ["keys", "rotate", key["id"], "--overlap", "1s", "--quiet", "0s", "--yes",
                                             "-o", "json"])
            again = [case.run("rotations", "advance") for case in {first, second}]
            both = place.keys(first.name + "-once")
            title = f"two rotations at once on {machines} machines ({attempt})"
            check(f"{title}: one replacement", len(both) == 2, (runs, again, [k["tags"] for k in both]))
            check(f"{title}: one of them at least is done", any(r.code == 0 for r in runs), runs)
            check(f"{title}: the new key is in both plans", all(len(k["plans"]) == 2 for k in both), both)
            advances = at_once([first, second], ["rotations", "advance"])
            check(f"{title}: two advances at once end well", all(r.code == 0 for r in advances),
                  [str(r) for r in advances])
            check(f"{title}: still one replacement", len(place.keys(first.name + "-once")) == 2)
            check(f"{title}: one key is enabled at least",
                  any(k["enabled"] for k in place.keys(first.name + "-once")))
            for case in {first, second}:
                case.end()


full_disk()
read_only_folder()
damaged_database()
two_at_once()
checks.finish()
