"""Random changes to the notices of a project, the same for the same seed, and what a build must give."""

import os
import random
import shutil
from pathlib import Path

import yaml

from build_tools import pipeline, render
from build_tools.project import Project

SAMPLE = Path(__file__).parent / "sample" / "content"

ACTS = ("edit", "edit", "title", "number", "date", "remove", "rename", "add", "relate", "touch", "place")
RARE = ("withdraw", "note", "spoil page", "drop page", "break", "vocabulary", "organization")
VERBS = ("依据", "修改", "废止", "落实", "替代")


def read(place):
    return yaml.safe_load(place.read_text(encoding="utf-8"))


def write(place, data):
    place.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10**6), "utf-8")


def invented(serial, cited="", region="990000", industry="煤矿"):
    """A notice that cites another by its title."""
    return {
        "id": f"invented-{serial}",
        "title": f"某厅关于开展第{serial}批检查的通知",
        "type": "通知",
        "document_number": f"某厅发〔{2015 + serial % 8}〕{serial + 1}号",
        "document_date": f"{2015 + serial % 8}-03-{serial % 27 + 1:02}",
        "industries": [industry],
        "region": region,
        "body": f"现通知如下。\n\n落实《{cited or '没有收录的办法'}》，检查{serial + 20}家，整改率95%。\n",
    }


def grown(root, more):
    """The sample archive with so many more notices, each citing the one before; not yet built."""
    shutil.copytree(SAMPLE, root / "content")
    for serial in range(more):
        data = invented(serial, invented(serial - 1)["title"] if serial else "")
        write(root / "content" / "notices" / f"{data['id']}.yml", data)
    return Project(root)


class Editor:
    """Changes notices at random."""

    def __init__(self, project, seed):
        self.project, self.dice, self.serial = project, random.Random(seed), 1000
        self.folder = project.content / "notices"
        vocabularies = project.content / "vocabularies"
        self.industries = [one["name"] for one in read(vocabularies / "industries.yml")]
        self.regions = [str(one["code"]) for one in read(vocabularies / "regions.yml")]

    def places(self):
        return sorted(self.folder.glob("*.yml"))

    def change(self):
        """One change; what it was."""
        act = self.dice.choice(ACTS if self.dice.random() < 0.8 else RARE)
        getattr(self, f"_{act.replace(' ', '_')}")(self.dice.choice(self.places()))
        return act

    def _edit(self, place):
        data = read(place)
        other = read(self.dice.choice(self.places()))
        words = (
            f"认真落实《{other['title']}》，整改率达到9{self.dice.randrange(9)}.5%，检查100家、发现95家。",
            f"按照《{other['title']}》（{other.get('document_number', '某厅发〔2030〕9号')}）执行。",
            f"按照《没有收录的{self.dice.randrange(3)}号办法》（外发〔2020〕{self.dice.randrange(3)}号）执行。",
            "经研究，现将有关事项通知如下。",
        )
        data["body"] = (data.get("body") or "") + f"\n{self.dice.choice(words)}\n"
        if self.dice.random() < 0.2:
            data["body"] = data["body"].split("\n\n")[0] + "\n"
        write(place, data)

    def _title(self, place):
        data = read(place)
        data["title"] += self.dice.choice(("（试行）", "（修订）", "甲"))
        write(place, data)

    def _number(self, place):
        data = read(place)
        data.pop("document_number_as_written", None)
        data["document_number"] = f"某厅发〔{self.dice.randrange(2015, 2023)}〕{self.dice.randrange(1, 99)}号"
        write(place, data)

    def _date(self, place):
        data = read(place)
        data["document_date"] = f"20{self.dice.randrange(10, 29)}-0{self.dice.randrange(1, 9)}-11"
        write(place, data)

    def _remove(self, place):
        place.unlink()

    def _rename(self, place):
        data = read(place)
        data["id"] += "-x"
        place.unlink()
        write(self.folder / f"{data['id']}.yml", data)

    def _add(self, place):
        self.serial += 1
        data = invented(
            self.serial,
            read(place)["title"],
            self.dice.choice(self.regions),
            self.dice.choice(self.industries),
        )
        write(self.folder / f"{data['id']}.yml", data)

    def _relate(self, place):
        data, other = read(place), read(self.dice.choice(self.places()))
        if other["id"] != data["id"]:
            relation = {"verb": self.dice.choice(VERBS), "notice": other["id"]}
            data["relations"] = [*data.get("relations", []), relation]
            write(place, data)

    def _touch(self, place):
        os.utime(place)

    def _place(self, place):
        data = read(place)
        data |= {"region": self.dice.choice(self.regions), "industries": [self.dice.choice(self.industries)]}
        write(place, data)

    def _withdraw(self, place):
        write(place, read(place) | {"withdrawn": {"date": "2024-01-01", "reason": "重复收录"}})

    def _note(self, place):
        data = read(place)
        data["source_notes"] = [*data.get("source_notes", []), {"type": "说明", "note": "来源为扫描件。"}]
        write(place, data)

    def _spoil_page(self, place):
        for page in self._page():
            page.write_text("别人写的", encoding="utf-8")

    def _drop_page(self, place):
        for page in self._page():
            page.unlink()

    def _page(self):
        found = sorted(self.project.docs.rglob("*.md"))
        return self.dice.sample(found, min(1, len(found)))

    def _break(self, place):
        write(place, read(place) | {"document_date": "明天"})

    def _vocabulary(self, place):
        path = self.project.content / "vocabularies" / "glossary.yml"
        path.write_text(
            path.read_text(encoding="utf-8") + f"- id: g-{self.serial}\n  name: 第{self.serial}批\n", "utf-8"
        )
        self.serial += 1

    def _organization(self, place):
        path = self.dice.choice(sorted((self.project.content / "organizations").glob("*.yml")))
        data = read(path)
        data["description"] = f"第{self.dice.randrange(99)}次修改。"
        write(path, data)


def expected(project):
    """All problems of a build from nothing, and every page by its path; no pages if there is an error."""
    outcome = pipeline.check(project)
    pages = [] if outcome.errors else render.render(outcome.archive)
    return outcome.problems, {one.path: one.data for one in pages}


def held(project):
    """What stands in the folder of pages."""
    places = (place for place in project.docs.rglob("*") if place.is_file())
    return {place.relative_to(project.docs).as_posix(): place.read_bytes() for place in places}


def differing(wanted, found):
    """The paths that differ."""
    return sorted(path for path in wanted.keys() | found.keys() if wanted.get(path) != found.get(path))


def copied(project, folder):
    """Keep the content, to go back to it."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(project.content, folder)
