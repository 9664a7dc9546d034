"""The console in tmux: a terminal that other people wrote, driven by keys and read as text."""

import os
import pathlib
import re
import shlex
import subprocess
import tempfile
import traceback

import support
from support import BINARY, wait_for

SETTINGS = """
set -g status off
set -g default-terminal "tmux-256color"
set -sg escape-time 0
set -g history-limit 2000
set -g allow-rename on
set -g set-clipboard on
"""


class Screen:
    """A shell in a tmux pane of a stated size, with a user's folder and a server's variables."""

    def __init__(self, program, width=80, height=24, **extra):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="tollgate-tmux-"))
        (folder / "tmux.conf").write_text(SETTINGS)
        self.folder, self.socket = folder, str(folder / "socket")
        environment = program.home.environment(**{**program.variables, **extra})
        environment.pop("TERM", None)
        environment["TERM"] = "xterm-256color"
        self.environment = environment
        self.tmux("-f", str(folder / "tmux.conf"), "new-session", "-d", "-s", "check", "-x", str(width), "-y", str(height),
                  "PS1='READY> ' exec bash --norc --noprofile")
        support._open.append(self)
        self.wait(r"READY>")

    def tmux(self, *words):
        done = subprocess.run(["tmux", "-S", self.socket, *words], capture_output=True, env=self.environment, timeout=20)
        return done.stdout.decode("utf-8", "replace")

    def text(self):
        return self.tmux("capture-pane", "-p", "-t", "check")

    def coloured(self):
        return self.tmux("capture-pane", "-p", "-e", "-t", "check")

    def lines(self):
        return self.text().split("\n")[:-1]

    def type(self, text):
        """Sends characters as they are."""
        self.tmux("send-keys", "-t", "check", "-l", text)

    def press(self, *names):
        """Sends keys by tmux's names: Enter, Escape, Up, C-z."""
        self.tmux("send-keys", "-t", "check", *names)

    def command(self, text):
        self.type(text)
        self.press("Enter")

    def start(self, *arguments):
        self.command(" ".join(shlex.quote(x) for x in (BINARY, *arguments)))

    def wait(self, pattern, seconds=20.0, absent=False):
        """Waits until the screen has the pattern (or has it no more), and returns the screen."""
        last = [""]

        def look():
            last[0] = self.text()
            return (re.search(pattern, last[0]) is None) == absent and (last[0] or " ")

        try:
            return wait_for(pattern, look, seconds)
        except TimeoutError:
            raise Unseen(f"{'still' if absent else 'never'} saw /{pattern}/ on\n{last[0]}") from None

    def resize(self, width, height):
        self.tmux("resize-window", "-t", "check", "-x", str(width), "-y", str(height))

    def fact(self, name):
        """A variable of the pane, such as pane_title, alternate_on, cursor_flag, pane_pid."""
        return self.tmux("display-message", "-p", "-t", "check", "#{" + name + "}").strip()

    def child(self):
        """The process that the shell in the pane runs."""
        shell = self.fact("pane_pid")
        found = subprocess.run(["ps", "-o", "pid=", "--ppid", shell], capture_output=True).stdout.split()
        return int(found[-1]) if found else None

    def terminal_is_as_before(self):
        """Why the terminal is not as a shell wants it; empty when it is."""
        told = self.folder / "stty"
        told.unlink(missing_ok=True)
        self.command(f" stty -a > {told}.new; mv {told}.new {told}")
        try:
            wait_for("the shell to take a command", told.exists, 10)
        except TimeoutError:
            return "the shell takes no command:\n" + self.text()
        modes = set(re.split(r"[\s;]+", told.read_text()))
        wrong = [x for x in ("echo", "icanon", "isig", "icrnl", "opost") if x not in modes]
        if self.fact("alternate_on") != "0":
            wrong.append("the alternate screen is on")
        if self.fact("cursor_flag") != "1":
            wrong.append("the cursor is hidden")
        if self.fact("mouse_any_flag") != "0":
            wrong.append("the mouse is grabbed")
        return ", ".join(wrong)

    def stop(self):
        if self in support._open:
            support._open.remove(self)
        self.tmux("kill-server")


class Unseen(Exception):
    """What was waited for did not show; carries the screen."""


def stories(checks):
    """A decorator that runs a function as one story: what it waits for and does not see is a failure with the screen."""
    def story(name):
        def run(body):
            began = checks.failed
            try:
                body()
                checks.passed += 1
            except Unseen as unseen:
                checks.check(name, False, unseen)
            except Exception:  # A story that breaks must not hide the others.
                checks.check(name, False, traceback.format_exc())
            print(f"  {name}: {'ok' if checks.failed == began else 'FAILED'}", flush=True)
            return body
        return run
    return story
