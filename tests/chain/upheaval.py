"""Random changes to everything that a build reads or keeps, the same for the same seed."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from damage import Damage, unseen
from dice import Editor, read, write

from build_tools.project import Project

#: Fields that hold words of the editors', in records of any kind.
PROSE = (
    "description", "summary", "outlook", "overview", "process", "direct_causes", "lessons", "follow_up",
    "note", "period_note", "time_note", "definition", "reason",
)  # fmt: skip
FOLDERS = ("organizations", "campaigns", "cases", "statistics")
LETTERS = "甲乙丙丁戊己庚辛"


class Upheaval(Editor):
    """Changes a project at random.

    Args:
        project: The project, built once at least.
        seed: Of all that is chosen.
        foreign: Another built project, whose files get into this one's.
        older: A folder for copies of what the builds left, to come back later.
    """

    def __init__(self, project: Project, seed: int, foreign: Project, older: Path) -> None:
        super().__init__(project, seed)
        self.older = older
        self.damage = Damage(project, self.dice, foreign, older / "build")
        self.acts: dict[str, dict[str, Callable[[], None]]] = {
            "content": {
                "prose": self._prose, "double": self._double, "drop": self._drop,
                "change id": self._change_id,
                "vocabulary entry": self._entry, "vocabulary word": self._word, "figure": self._figure,
                "site": self._site, "unseen edit": self._unseen_edit, "come back": self._come_back,
                "clock": self._clock, "one more day": self._day, "odd file": self._odd_file,
            },
            "look": {
                "setting": self._setting, "footer": self._footer, "asset": self._asset,
                "drop asset": self._drop_asset, "theme script": self._theme_script,
            },
            "kept": self.damage.kept,
            "made": self.damage.made,
        }  # fmt: skip

    def upset(self, sort: str = "") -> str:
        """One change of a sort, or of any; what it was."""
        sort = sort or self.dice.choices(("notice", *self.acts), (5, 4, 2, 2, 2))[0]
        if sort == "notice":
            return self.change()
        act = self.dice.choice(sorted(self.acts[sort]))
        self.acts[sort][act]()
        return act

    def keep(self) -> None:
        """Keep what the builds left, to come back later, and one record as it is now."""
        shutil.rmtree(self.older, ignore_errors=True)
        self.older.mkdir()
        shutil.copytree(self.project.build, self.older / "build", symlinks=True)
        place = self.dice.choice(self.places())
        shutil.copy2(place, self.older / place.name)

    # Content of kinds other than notices.

    def _records(self) -> list[Path]:
        return sorted(place for name in FOLDERS for place in (self.project.content / name).glob("*.yml"))

    def _prose(self) -> None:
        place = self.dice.choice(self._records())
        data = read(place)
        found = [*_prose_in(data)]
        holder, key = self.dice.choice(found) if found else (data, "note")
        holder[key] = f"{str(holder.get(key, '')).rstrip()}另有{self.dice.choice(LETTERS)}项。\n"
        write(place, data)

    def _double(self) -> None:
        """Another record that differs in its name."""
        place = self.dice.choice(self._records())
        data = read(place)
        self.serial += 1
        data["id"] = f"{data['id']}-{self.serial}"
        data.pop("aliases", None)
        data.pop("agency_codes", None)
        for holder in (data, *data.get("names", [])):
            for key in ("title", "name"):
                if isinstance(holder.get(key), str):
                    holder[key] += f"第{self.serial}号"
            holder.pop("short_forms", None)
            holder.pop("other_names", None)
        write(place.with_name(f"{data['id']}.yml"), data)

    def _drop(self) -> None:
        self.dice.choice(self._records()).unlink()

    def _change_id(self) -> None:
        """Another id of a record, for all that refer to it."""
        place = self.dice.choice([*self._records(), *self.places()])
        old = place.stem
        self.serial += 1
        place.rename(place.with_name(f"{old}-{self.serial}.yml"))
        self._everywhere(re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])"), f"{old}-{self.serial}")

    def _everywhere(self, old: re.Pattern[str], new: str) -> None:
        for place in sorted(self.project.content.rglob("*.yml")):
            text = place.read_text(encoding="utf-8")
            fresh = old.sub(new, text)
            if fresh != text:
                place.write_text(fresh, encoding="utf-8")

    def _vocabularies(self) -> list[Path]:
        return sorted((self.project.content / "vocabularies").glob("*.yml"))

    def _entry(self) -> None:
        """Another entry of a vocabulary."""
        place = self.dice.choice(self._vocabularies())
        entries = read(place)
        self.serial += 1
        fresh = dict(self.dice.choice(entries))
        key = "code" if "code" in fresh else "id"
        fresh[key] = str(990000 + self.serial % 9999) if key == "code" else f"new-{self.serial}"
        for name in ("name", "unit"):
            if name in fresh and name == "name":
                fresh[name] = f"新增第{self.serial}项"
        if "words" in fresh:
            fresh["words"] = [f"新词{self.serial}", f"新语{self.serial}"]
        for name in ("aliases", "variants", "source", "quote", "qualifier"):
            fresh.pop(name, None)
        write(place, [*entries, fresh])

    def _word(self) -> None:
        """Another name of an entry, wherever it stands."""
        entries = read(self.dice.choice(self._vocabularies()))
        names = [one["name"] for one in entries if isinstance(one.get("name"), str)]
        if names:
            old = self.dice.choice(names)
            self._everywhere(re.compile(rf"(?<=: |- ){re.escape(old)}$", re.MULTILINE), f"{old}类")

    def _figure(self) -> None:
        place = self.dice.choice(
            sorted((self.project.content / "statistics").glob("*.yml")) or self._records()
        )
        text = place.read_text(encoding="utf-8")
        place.write_text(text.replace("9.1", f"{self.dice.randrange(2, 9)}.1"), encoding="utf-8")

    def _site(self) -> None:
        place = self.project.content / "site.yml"
        data = read(place)
        key, values = self.dice.choice((
            ("name", ("示例省安全生产档案", "甲档案", "乙档案")),
            ("short_name", ("示例档案", "甲")),
            ("description", ("只供测试。", "虚构的档案。")),
            ("base_url", ("https://archive.example/", "https://b.example/a/")),
            ("icp_number", ("示ICP备00000001号", "示ICP备00000002号")),
            ("contacts", ([], [{"label": "电话", "value": "000"}])),
        ))  # fmt: skip
        data[key] = self.dice.choice(values)
        write(place, data)

    def _day(self) -> None:
        """The archive as of another day, which stands on pages and in dates of files."""
        place = self.project.content / "site.yml"
        write(
            place, read(place) | {"as_of": f"2030-0{self.dice.randrange(6, 9)}-{self.dice.randrange(10, 28)}"}
        )

    def _unseen_edit(self) -> None:
        """An edit that leaves size and date as they were."""
        place = self.dice.choice(self.places())
        text = place.read_text(encoding="utf-8")
        found = list(re.finditer(r"(?<=[家批起])(?=[，的])|[检批][查次]", text))
        at = self.dice.choice(found).start() if found else len(text)
        fresh = f"{text[:at]}{self.dice.choice(LETTERS)}{text[at + 1 :]}" if at < len(text) else text
        unseen(place, fresh.encode())

    def _come_back(self) -> None:
        """A notice as it was, with the date that it had."""
        for place in sorted(self.older.glob("*.yml")):
            target = self.folder / place.name
            fresh = target.with_suffix(".back")
            shutil.copy2(place, fresh)
            fresh.replace(target)

    def _clock(self) -> None:
        """Files from the future and from long ago."""
        for place in self.dice.sample(self.places(), 2):
            day = self.dice.choice((0, 10**9, 2 * 10**9, 4 * 10**9))
            os.utime(place, (day, day))

    def _odd_file(self) -> None:
        """Files that are no records: a note, an editor's copy, a hidden folder."""
        name = self.dice.choice((".note.yml", "notices/.copy.swp", "notices/x.yml~", ".hidden/a.yml"))
        place = self.project.content / name
        place.parent.mkdir(exist_ok=True)
        place.write_text(f"第{self.dice.randrange(9)}稿", encoding="utf-8")

    # Settings and theme.

    def _setting(self) -> None:
        place = self.project.config
        text = place.read_text(encoding="utf-8")
        old, new = self.dice.choice((
            ("切换到浅色", "换成浅色"), ("title: 目录", "title: 本页目录"),
            ("toc_depth: 1-3", "toc_depth: 1-2"),
            ("- toc.follow", "- toc.follow\n    - navigation.top"), ("primary: custom", "primary: blue"),
            ("  generator: false", "  generator: false\n  more: 甲"),
        ))  # fmt: skip
        place.write_text(text.replace(old, new) if new not in text else text.replace(new, old), "utf-8")

    def _footer(self) -> None:
        place = self.project.theme / "partials" / "footer.html"
        line = f"<!-- {self.dice.randrange(9)} -->\n"
        place.write_text(place.read_text(encoding="utf-8") + line, encoding="utf-8")

    def _asset(self) -> None:
        place = self.project.theme / "assets" / self.dice.choice(("site.css", "more.css", "new/more.css"))
        place.parent.mkdir(exist_ok=True)
        text = place.read_text(encoding="utf-8") if place.exists() else ""
        place.write_text(f"{text}/* {self.dice.randrange(9)} */\n", encoding="utf-8")

    def _drop_asset(self) -> None:
        for name in ("more.css", "new/more.css"):
            (self.project.theme / "assets" / name).unlink(missing_ok=True)

    def _theme_script(self) -> None:
        place = self.dice.choice(sorted((self.project.theme / "assets").rglob("*.js")))
        place.write_text(
            place.read_text(encoding="utf-8") + f"// {self.dice.randrange(9)}\n", encoding="utf-8"
        )


def _prose_in(data: Any) -> Iterator[tuple[dict[str, Any], str]]:
    """Where words of the editors' stand in a record."""
    if isinstance(data, dict):
        yield from ((data, key) for key in PROSE if isinstance(data.get(key), str))
        for value in data.values():
            yield from _prose_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from _prose_in(value)
