"""The flows that faults.py breaks: what each needs, the command, and what must hold once it was started again."""



class Flow:
    name = ""
    """Words that the program must know; a flow of a later command is passed over, aloud."""
    needs = ()
    """The journal's word for a command that is not started again once it was written down as done."""
    once = None

    def prepare(self, case):
        """Makes what the flow needs. Returns the doors and the values of the customer who must never be refused."""
        self.bystander(case)

    def bystander(self, case):
        case.bystander = case.place.key(case.name + "-bystander")
        case.values.add(case.bystander["value"])

    def customer(self, case):
        """(doors, function that returns the values to try)"""
        return case.place.doors("basic-prod")[:1], lambda: [case.bystander["value"]]

    def words(self, case):
        raise NotImplementedError

    def stdin(self, case):
        return ""

    def again(self, case, run):
        """Starts it again."""
        return run(*self.words(case), stdin=self.stdin(case))

    def settled(self, case, keys):
        """What is wrong in the end; keys are those of the case, by name."""
        raise NotImplementedError


class Create(Flow):
    name = "create in three plans"
    once = "createKey"
    plans = ("basic-prod", "basic-stg", "basic-dev")

    def words(self, case):
        plans = [word for plan in self.plans for word in ("--plan", plan)]
        return ["keys", "create", "--name", case.name + "-new", *plans, "--tag", "owner=acme", "--yes", "-o", "json"]

    def settled(self, case, keys):
        made = keys.get(case.name + "-new", [])
        if len(made) != 1:
            return f"{len(made)} keys instead of one"
        wanted = sorted(case.place.plans[p]["id"] for p in self.plans)
        if not made[0]["enabled"] or made[0]["plans"] != wanted or made[0].get("tags") != {"owner": "acme"}:
            return f"the key is not as asked for: {made[0]['enabled']} {made[0]['plans']} {made[0].get('tags')}"


class Bulk(Flow):
    name = "bulk disable"
    count = 6

    def prepare(self, case):
        self.bystander(case)
        case.keys = [case.place.key(f"{case.name}-{n}") for n in range(self.count)]
        case.values |= {k["value"] for k in case.keys}

    def words(self, case):
        return ["keys", "disable", *[k["id"] for k in case.keys], "--yes", "-o", "json"]

    def settled(self, case, keys):
        on = [k["name"] for k in case.keys if keys[k["name"]][0]["enabled"]]
        return f"enabled: {on}" if on else None


class Import(Flow):
    name = "import"
    count = 8

    def prepare(self, case):
        self.bystander(case)
        plan = case.place.plans["basic-prod"]["id"]
        case.imported = [f"{case.name}-imported-{n}-abcdefghijklmnopqrst" for n in range(self.count)]
        case.values |= set(case.imported)
        rows = [f"{case.name}-i{n},{v},true,{plan}" for n, v in enumerate(case.imported)]
        file = case.home.path / "keys.csv"
        file.write_text("Name,Key,Enabled,UsageplanIds\n" + "\n".join(rows) + "\n")
        case.allowed.append(str(file))
        case.file = str(file)

    def words(self, case):
        return ["keys", "import", case.file, "--yes", "-o", "json"]

    def settled(self, case, keys):
        made = [k for name, found in keys.items() for k in found if name.startswith(case.name + "-i")]
        good = [k for k in made if k["enabled"] and k["plans"] == [case.place.plans["basic-prod"]["id"]]]
        return None if len(made) == len(good) == self.count else f"{len(made)} keys, {len(good)} as asked for"


class Undo(Flow):
    name = "undo"
    once = "undo"

    def prepare(self, case):
        self.bystander(case)
        case.keys = [case.place.key(f"{case.name}-{n}") for n in range(2)]
        case.values |= {k["value"] for k in case.keys}
        for key in case.keys:
            done = case.run("keys", "disable", key["id"], "--yes")
            assert done.code == 0, done

    def words(self, case):
        return ["undo", "--yes", "-o", "json"]

    def settled(self, case, keys):
        first, second = (keys[k["name"]][0]["enabled"] for k in case.keys)
        return None if (first, second) == (False, True) else f"enabled: {first}, {second} instead of False, True"


class Revoke(Flow):
    name = "revoke"
    needs = ("keys", "revoke")

    def prepare(self, case):
        self.bystander(case)
        case.leaked = case.place.key(case.name + "-leaked")
        case.values.add(case.leaked["value"])

    def words(self, case):
        return ["keys", "revoke", "--yes", "-o", "json"]

    def stdin(self, case):
        return f"a log line with x-api-key: {case.leaked['value']}\n"

    def settled(self, case, keys):
        return "the leaked key is enabled" if keys[case.name + "-leaked"][0]["enabled"] else None


class Rotation(Flow):
    """A customer in two plans, whose value is handed over into a file."""
    needs = ("keys", "rotate")
    overlap = "7d"

    def prepare(self, case):
        self.bystander(case)
        case.old = case.place.key(case.name + "-customer", ("basic-prod", "basic-stg"))
        case.values.add(case.old["value"])
        case.target = case.home.path / "delivered.key"
        case.allowed.append(str(case.target))

    def rotate(self, case, *more):
        return ["keys", "rotate", case.old["id"], "--overlap", self.overlap, "--quiet", "0s",
                "--deliver", f"file:{case.target}", "--yes", "-o", "json", *more]

    def begun(self, case):
        done = case.run(*self.rotate(case))
        assert done.code == 0, done
        case.rotation = (done.json[0] if isinstance(done.json, list) else done.json)["id"]

    def used(self, case):
        value = case.target.read_text().strip()
        for plan in ("basic-prod", "basic-stg"):
            for door in case.place.doors(plan):
                case.place.call(door, value)

    def customer(self, case):
        def values():
            new = [case.target.read_text().strip()] if case.target.exists() else []
            return [case.old["value"], *new]
        return case.place.doors("basic-prod")[:1] + case.place.doors("basic-stg")[:1], values

    def pair(self, case, keys):
        both = keys[case.name + "-customer"]
        case.values |= {k["value"] for k in both}
        return ([k for k in both if k["id"] == case.old["id"]], [k for k in both if k["id"] != case.old["id"]])

    def alike(self, case, keys):
        old, new = self.pair(case, keys)
        if len(old) != 1 or len(new) != 1:
            return f"{len(old)} old and {len(new)} new keys"
        tags = new[0].get("tags", {})
        if new[0]["plans"] != sorted(case.place.plans[p]["id"] for p in ("basic-prod", "basic-stg")):
            return "the new key is not in both plans"
        if any(tags.get(n) != v for n, v in {"owner": case.old["name"], "team": "sales"}.items()):
            return f"the new key has the tags {tags}"
        if new[0]["value"] not in (case.target.read_text() if case.target.exists() else ""):
            return "the new value was not handed over"


class Rotate(Rotation):
    name = "rotate"

    def words(self, case):
        return self.rotate(case)

    def settled(self, case, keys):
        old, new = self.pair(case, keys)
        wrong = self.alike(case, keys)
        return wrong or (None if old[0]["enabled"] and new[0]["enabled"] else "one of both keys is off")


class Advance(Rotation):
    name = "advance"
    overlap = "1s"

    def prepare(self, case):
        super().prepare(case)
        self.begun(case)
        self.used(case)

    def words(self, case):
        return ["rotations", "advance", case.rotation, "-o", "json"]

    def settled(self, case, keys):
        old, new = self.pair(case, keys)
        wrong = self.alike(case, keys)
        return wrong or (None if new[0]["enabled"] else "the new key is off")


class Finish(Rotation):
    name = "finish"

    def prepare(self, case):
        super().prepare(case)
        self.begun(case)
        self.used(case)

    def words(self, case):
        return ["rotations", "finish", case.rotation, "--force", "--reason", "it is tested", "--yes", "-o", "json"]

    def settled(self, case, keys):
        old, new = self.pair(case, keys)
        wrong = self.alike(case, keys)
        return wrong or (None if new[0]["enabled"] and not old[0]["enabled"] else "the old key was not retired")


class RollBack(Rotation):
    name = "rollback"

    def prepare(self, case):
        super().prepare(case)
        self.begun(case)

    def customer(self, case):
        return super().customer(case)[0], lambda: [case.old["value"]]

    def words(self, case):
        return ["rotations", "rollback", case.rotation, "--yes", "-o", "json"]

    def settled(self, case, keys):
        old, new = self.pair(case, keys)
        if not old[0]["enabled"]:
            return "the old key is off"
        return "the new key is on" if any(k["enabled"] for k in new) else None


FLOWS = [Create(), Bulk(), Import(), Undo(), Revoke(), Rotate(), Advance(), Finish(), RollBack()]
__all__ = ["FLOWS", "Flow"]
