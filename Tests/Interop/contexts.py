"""Several contexts on the command line and in the console: two emulators, one that is slow, one where nobody listens.

The emulators are made of one seed, so that each id is there several times.
"""

import csv
import io
import os
import re

import support_tmux
from support import Checks, Program, Sandbox, wait_for

checks = Checks("several contexts")

first, second = Sandbox("--keys", "30", "--unlimited"), Sandbox("--keys", "30", "--unlimited")
URLS = {"alpha": first.endpoint, "beta": second.endpoint, "gone": "http://127.0.0.1:9"}


def user(config="", secret=first.secret, **endpoints):
    """A user with a profile for each endpoint, and a config.yaml."""
    program = Program()
    folder = program.home.path / ".aws"
    folder.mkdir()
    settings, secrets = "", ""
    for name, url in endpoints.items():
        settings += f"[profile {name}]\nregion = us-east-1\nendpoint_url = {url}\n"
        secrets += f"[{name}]\naws_access_key_id = {first.access}\naws_secret_access_key = {secret}\n"
    (folder / "config").write_text(settings)
    (folder / "credentials").write_text(secrets)
    os.chmod(folder / "credentials", 0o600)
    if config:
        program.home.config.mkdir(exist_ok=True)
        (program.home.config / "config.yaml").write_text(config)
    return program


def places(result):
    """Profile and region of each thing, in order, each once."""
    found = []
    for thing in result.json or []:
        place = (thing["context"]["profile"], thing["context"]["region"])
        if place not in found:
            found.append(place)
    return found


plain = user(**URLS)

# Each profile in each region, in order, each once.
both = ("--profile", "alpha", "--profile", "beta", "--region", "us-east-1", "--region", "eu-west-1", "--profile", "alpha")
found = plain.json("keys", "list", *both)
checks.exits("two profiles in two regions", found, 0)
checks.equal("in their order", places(found),
             [("alpha", "us-east-1"), ("alpha", "eu-west-1"), ("beta", "us-east-1"), ("beta", "eu-west-1")])
checks.equal("each key of each", len(found.json), 120)
ids = [key["id"] for key in found.json]
checks.check("an id that is there four times is four keys", ids.count(ids[0]) == 4, ids[0])

table = plain.run("keys", "list", *both)
heads = table.out.splitlines()[0].split()
checks.equal("the table says where", heads[:3], ["Profile", "Account", "Region"])
checks.check("with the account", re.search(r"^beta +123456789012 +eu-west-1 ", table.out, re.M), table)
rows = list(csv.reader(io.StringIO(plain.run("keys", "list", *both, "-o", "csv").out)))
checks.equal("CSV ends with where", rows[0][-3:], ["profile", "account", "region"])
checks.equal("in each row", rows[-1][-3:], ["beta", "123456789012", "eu-west-1"])

# One context is what it always was.
one = plain.run("keys", "list", "--profile", "alpha", "-o", "csv")
checks.equal("one context's CSV has no place", one.out.splitlines()[0].split(",")[-1], "tags")
checks.equal("nor has its usage", [u for u in plain.json("usage", "show", "--profile", "alpha").json if "context" in u], [])

for words in (("plans", "list"), ("apis", "list"), ("usage", "show"), ("usage", "export", "-o", "json")):
    every = plain.run(*words, "--profile", "alpha", "--profile", "beta", *([] if "-o" in words else ["-o", "json"]))
    checks.exits(" ".join(words), every, 0)
    checks.equal(f"{' '.join(words)}: both", places(every), [("alpha", "us-east-1"), ("beta", "us-east-1")])
checks.exits("rotations", plain.json("rotations", "list", "--profile", "alpha", "--profile", "beta"), 0)
top = plain.json("usage", "top", "--limit", "3", "--profile", "alpha", "--profile", "beta")
checks.equal("the top of all, not of each", len(top.json), 3)
checks.equal("from both", len(places(top)), 2)

# One that fails is a line, and hides none of the others.
down = plain.run("keys", "list", "--profile", "gone", "--profile", "alpha")
checks.exits("one is down", down, 1, r"^gone · us-east-1: .*cannot be reached")
checks.check("it is a line of the table",
             re.search(r"^gone +– +us-east-1 +http://127\.0\.0\.1:9 cannot be reached", down.out, re.M), down)
checks.equal("above the others, as named", down.out.splitlines()[1].split()[0], "gone")
checks.equal("which are all there", len(down.out.splitlines()), 32)
broken = plain.json("plans", "list", "--profile", "alpha", "--profile", "gone")
checks.exits("one is down, for programs", broken, 1)
checks.equal("stdout is whole", places(broken), [("alpha", "us-east-1")])
checks.equal("the error says where", broken.error["context"], {"profile": "gone", "region": "us-east-1"})
checks.exits("none answers", plain.run("keys", "list", "--profile", "gone", "--region", "a-b-1", "--region", "a-c-1"), 69)
checks.exits("a profile that is not there", plain.run("keys", "list", "--profile", "alpha", "--profile", "nope"), 1,
             "^nope: There is no profile nope; there are alpha, beta, gone")
wrong = user(secret="wrong", **URLS)
checks.exits("a wrong secret", wrong.run("keys", "list", "--profile", "alpha", "--profile", "beta"), 77, "alpha", "beta")

# What is named need not be everywhere, but somewhere.
plan = plain.json("plans", "create", "--name", "only-here", "--profile", "alpha")
checks.exits("a plan of one context", plan, 0)
key = plain.json("keys", "create", "--name", "only-one", "--plan", "only-here", "--profile", "alpha")
checks.exits("with a key", key, 0)
some = plain.json("keys", "list", "--plan", "only-here", "--profile", "alpha", "--profile", "beta")
checks.exits("a plan that one context has", some, 0)
checks.equal("its key", [k["name"] for k in some.json], ["only-one"])
checks.exits("a plan that none has", plain.run("keys", "list", "--plan", "nowhere", "--profile", "alpha", "--profile", "beta"), 3)

# What is about one thing takes one context.
for words in (("keys", "show", "x"), ("keys", "disable", "x", "--yes"), ("keys", "create", "--name", "x"), ("plans", "show", "x"),
              ("plans", "delete", "x", "--yes"), ("undo",), ("keys", "export"), ("usage", "grant", "x", "--plan", "y", "--add", "1"),
              ("keys", "rotate", "x"), ("rotations", "advance"), ("keys", "import", "x.csv")):
    refused = plain.run(*words, "--profile", "alpha", "--profile", "beta")
    checks.exits(f"{' '.join(words)} in two contexts", refused, 64, "works in one context")
    checks.sentence(f"{' '.join(words)} in two contexts", refused)
checks.exits("the sandbox is one", plain.run("keys", "list", "--sandbox", "--region", "a-b-1", "--region", "a-c-1"), 64)

# config.yaml: lists cover its contexts, changes stay where they are told to be.
CONFIG = """contexts:
  - alpha
  - { profile: beta, readOnly: true }
  - { profile: alpha, regions: [eu-west-1], protected: true }
"""
listed = user(CONFIG, **URLS)
checks.equal("the file's contexts, and none that nobody named", places(listed.json("keys", "list")),
             [("alpha", "us-east-1"), ("beta", "us-east-1"), ("alpha", "eu-west-1")])
checks.equal("a profile alone is that one", places(listed.json("keys", "list", "--profile", "alpha")), [("alpha", "us-east-1")])
target = found.json[0]["id"]
checks.exits("read-only in the file", listed.run("keys", "disable", target, "--profile", "beta", "--yes"), 4, "read-only")
checks.exits("protected in the file", listed.run("keys", "disable", target, "--profile", "alpha", "--region", "eu-west-1"), 4)
checks.exits("nor is anything redirected", listed.run("keys", "disable", target, "--yes"), 77)
own = listed.json("keys", "list", AWS_ACCESS_KEY_ID=first.access, AWS_SECRET_ACCESS_KEY=first.secret,
                  AWS_ENDPOINT_URL=first.endpoint, AWS_REGION="us-west-2")
checks.equal("the surroundings' own comes first", places(own)[0], ("default", "us-west-2"))

# A profile without a region, and the same one with the region that it has, are one context.
named = user("contexts:\n  - gone\n  - alpha/us-east-1\n  - alpha\n  - beta\n", **URLS)
ids = [key["id"] for key in named.json("keys", "list").json if key["context"]["profile"] == "alpha"]
checks.check("one context under two names is listed once", len(ids) == len(set(ids)) == 31, len(ids))

# The leak search goes through the file's contexts though nothing says who the session's own would be.
searched = listed.json("keys", "find", stdin=target + "\n")
checks.exits("a leak in the file's contexts", searched, 0)
checks.equal("in each of them", sorted({(m["context"]["profile"], m["context"]["region"]) for m in searched.json["matches"]}),
             [("alpha", "eu-west-1"), ("alpha", "us-east-1"), ("beta", "us-east-1")])
checks.equal("none is missed", searched.json["notSearched"], [])
checks.exits("a leak that is in none of them", listed.json("keys", "find", stdin="no-such-key-anywhere-0000000000\n"), 3)
only = user("contexts: [{ profile: alpha, readOnly: true }]\n", **URLS)
checks.exits("nothing is revoked where it may not be", only.run("keys", "revoke", "--yes", stdin=target + "\n"), 4, "read-only")
mixed = user("contexts:\n  - { profile: beta, readOnly: true }\n  - alpha\n", **URLS)
here = plain.json("keys", "create", "--name", "leaked-here", "--profile", "alpha")
away = plain.json("keys", "create", "--name", "leaked-away", "--profile", "beta")
checks.exits("a read-only context keeps nobody from revoking in another",
             mixed.run("keys", "revoke", "--yes", stdin=here.json["id"] + "\n"), 0)
checks.exits("nor from another into it", mixed.run("keys", "revoke", "--yes", "--profile", "alpha", stdin=away.json["id"] + "\n"), 4,
             "beta · us-east-1 is read-only; nothing was sent", "config.yaml says so")
checks.equal("which leaves the key as it is",
             plain.json("keys", "show", away.json["id"], "--profile", "beta").json["enabled"], True)
checks.exits("with no other context there is nobody", user("", **URLS).run("keys", "find", stdin=target + "\n"), 77)

# Ten take the time of the slowest.
slow = Sandbox("--keys", "30", "--unlimited", "--latency-ms", "400")
many = user(lazy=slow.endpoint)
regions = [word for number in range(1, 11) for word in ("--region", f"eu-west-{number}")]
alone = min(many.run("keys", "list", "--profile", "lazy").seconds for _ in range(2))
ten = min(many.run("keys", "list", "--profile", "lazy", *regions).seconds for _ in range(2))
print(f"ten contexts: {ten / alone:.2f} of the time of one", flush=True)
checks.check("ten contexts take less than the time of three", ten < 3 * alone, (ten, alone))

# The console shows the same, and follows the cursor.
listed = user(CONFIG + "  - gone\n", **URLS)
screen = support_tmux.Screen(listed, 120, 30)
screen.command(str(support_tmux.BINARY))
screen.wait(r"4 contexts")
screen.wait(r"gone +\S* *us-east-1|cannot be reached")
screen.wait(r"95 of 95")
screen.press("G")
screen.wait(r"PROTECTED")
screen.type("8")
screen.wait(r"Reachable")
screen.wait(r"read-only")
screen.wait(r"protected")
text = screen.text()
checks.check("view 8 has a line each", len(re.findall(r"^ . (?:alpha|beta|gone) ", text, re.M)) == 4, text)
screen.press("j", "Enter")
screen.wait(r"Keys in beta · us-east-1")
screen.wait(r"READ-ONLY")
screen.type("d")
screen.wait(r"beta · us-east-1 is read-only")
checks.check("nothing is changed where it may not be", "Disable" not in screen.text(), screen.text())
screen.press("Escape")
screen.wait(r"Reachable")
screen.type("p")
screen.wait(r"Credentials from +profile beta")
screen.press("Escape")
screen.wait(r"Reachable")
screen.type("q")
screen.wait(r"READY>")

checks.finish()
