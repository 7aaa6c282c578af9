"""MkDocs itself: what the settings mean, the shells, the pages that no Markdown stands for.

It also makes single pages the long way, to prove that the short way gives the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from logging import WARNING
from pathlib import Path
from typing import Any, NoReturn
from uuid import UUID

import mkdocs
from mkdocs.commands.build import _build_theme_template, get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page, _AbsoluteLinksValidationValue

from ..project import Project
from . import Unfit
from .converter import Dialect
from .names import TEMPLATES
from .shell import CONTENT, FIRST, SLOTS, TEMPLATE, Known, Look, Refused, Sort, Stated, encode

#: Names of two pages that are alike but for their address.
_PROBES = ("a.html", "zhang-2023-10.html")


class Reference:
    """MkDocs with the settings of a project."""

    def __init__(self, project: Project, stage: Path, few: bool = False) -> None:
        """Reads the settings; ``stage`` is where MkDocs writes.

        Args:
            project: Whose settings.
            stage: Where MkDocs writes.
            few: Whether it is enough to read the pages in the nav, and others when they are asked for.

        Raises:
            Unfit: only MkDocs alone can make this site.
        """
        self._project = project
        self._config: MkDocsConfig = load_config(
            str(project.config), site_dir=str(stage.absolute()), strict=True
        )
        _require(self._config, project)
        self._env = self._config.theme.get_env()
        self._files = Files(self._named(self._config.nav)) if few else get_files(self._config)
        own = {file.src_uri for file in self._files}
        self._files.add_files_from_theme(self._env, self._config)
        self._added = [file for file in self._files if file.src_uri not in own]
        self._nav = get_navigation(self._files, self._config)
        self._pages = self._files.documentation_pages()
        self._check_nav()
        self._template = self._env.get_template(TEMPLATE)
        #: What filling a shell needs of the settings.
        self.look = self._look()

    @property
    def dialect(self) -> Dialect:
        """How Markdown becomes HTML."""
        config = self._config
        links = config.validation.links
        levels = {
            name: int(links[name])
            for name in ("not_found", "absolute_links", "unrecognized_links", "anchors")
        }
        return Dialect(tuple(config.markdown_extensions), config.mdx_configs or {}, levels, False)

    def _look(self) -> Look:
        config = {name: _bare(self._config[name]) for name in self._config if name != "site_dir"}
        plain = {name: value for name, value in config.items() if _is_plain(value)}
        home = self._files.get_file_from_path("index.md")
        is_home = home is not None and _page(home).is_homepage
        return Look(plain, frozenset(page.url for page in self._nav.pages), is_home, mkdocs.__version__)

    @property
    def titled(self) -> frozenset[str]:
        """The Markdown of the pages in the nav."""
        return frozenset(page.file.src_uri for page in self._nav.pages)

    @property
    def extras(self) -> list[str]:
        """Paths of the theme's files in the site."""
        return [file.dest_uri for file in self._added]

    def copy_extras(self) -> None:
        """Write the theme's files."""
        for file in self._added:
            file.copy_file()

    def write_static(self, updated: Mapping[str, str | None]) -> None:
        """Write the pages that no Markdown stands for; ``updated`` has the day that each page states."""
        for file in self._pages:
            day = updated[file.src_uri]
            _page(file).meta = Stated(day)
        for name in TEMPLATES:
            _build_theme_template(name, self._env, self._files, self._config, self._nav)

    def shell(self, sort: Sort) -> list[str]:
        """The parts of the shell for a sort: text and name of a hole in turn."""
        names = _PROBES if sort.place.endswith("/") else ("",)
        drawn = [self._draw(sort, f"{sort.place}{name}") for name in names]
        if any(one != drawn[0] for one in drawn):
            raise Unfit(f"pages in {sort.place} differ by more than a shell can tell")
        return drawn[0]

    def page(self, path: str, asked: Iterable[str]) -> bytes:
        """The page of the Markdown at ``path``, made the long way; it may link to files in ``asked``."""
        for other in (path, *asked):
            if self._files.get_file_from_path(other) is None:
                for file in self._read(other):
                    self._files.append(file)
                    if file.is_documentation_page():
                        Page(None, file, self._config)
        file = self._files.get_file_from_path(path)
        assert file is not None
        page = _page(file)
        page.read_source(self._config)
        page.render(self._config, self._files)
        page.active = True
        try:
            output = self._template.render(get_context(self._nav, self._pages, self._config, page))
        finally:
            page.active = False
            _strip(page)
        return encode(output)

    def _draw(self, sort: Sort, url: str) -> list[str]:
        marks = {name: _mark(name) for name in (*SLOTS, CONTENT, FIRST)}
        probe = _Probe(sort, url, self.look.home, marks)
        context: dict[str, Any] = dict(get_context(self._nav, [], self._config, probe))  # type: ignore[arg-type]
        drawing = self._template.new_context({**context, "pages": Refused()})
        for name in SLOTS:
            if name in drawing.blocks:
                drawing.blocks[name] = [lambda _, text=marks[name]: iter((text,))]
        held = [page for page in self._nav.pages if page.url == url]
        for page in held:
            page.active = True
        try:
            text = "".join(self._template.root_render_func(drawing))
        finally:
            for page in held:
                page.active = False
        return _parts(text, marks)

    def _named(self, part: Any) -> list[File]:
        """The files that a part of the nav names."""
        if isinstance(part, str):
            return self._read(part)
        inner = part.values() if isinstance(part, Mapping) else part
        return [file for one in inner for file in self._named(one)]

    def _read(self, path: str) -> list[File]:
        """The file at a path, if there is one."""
        config = self._config
        if not Path(config.docs_dir, path).is_file():
            return []
        file = File(path, config.docs_dir, config.site_dir, config.use_directory_urls)
        set_exclusions([file], config)
        return [file]

    def _check_nav(self) -> None:
        for page in self._nav.pages:
            # A page's own title would make every shell depend on its text.
            if "title" not in vars(page):
                raise Unfit("a page in the nav without a title there")
            _strip(page)


class _Probe:
    """A page that has nothing but what a shell may depend on."""

    def __init__(self, sort: Sort, url: str, home: bool, marks: Mapping[str, str]) -> None:
        self.url = url
        self.is_homepage = home and url == "index.html"
        self.content = marks[CONTENT]
        self.toc = [_Heading(marks[FIRST])] if sort.toc else []
        self.meta = _ProbeMeta(sort)

    def __getattr__(self, name: str) -> NoReturn:
        raise Unfit(f"a template asks for page.{name}")


class _Heading:
    def __init__(self, url: str) -> None:
        self.url = url

    def __getattr__(self, name: str) -> NoReturn:
        raise Unfit(f"a template asks for {name} of a heading")


class _ProbeMeta(Known):
    def __init__(self, sort: Sort) -> None:
        super().__init__({} if sort.kind is None else {"kind": sort.kind})
        self._any = sort.meta

    def __missing__(self, key: str) -> NoReturn:
        if key == "kind":
            raise KeyError(key)
        super().__missing__(key)

    def __bool__(self) -> bool:
        return self._any


def _require(config: MkDocsConfig, project: Project) -> None:
    fits = {
        "plugins": not config.plugins and not config.hooks,
        "folders": Path(config.docs_dir) == project.docs.absolute()
        and Path(config.theme.custom_dir or "") == project.theme.absolute(),
        "addresses": not config.use_directory_urls,
        "exclusions": not config.exclude_docs and not config.draft_docs,
        "templates": not config.extra_templates and config.theme.static_templates == set(TEMPLATES),
        "extensions": _is_plain([list(config.markdown_extensions), config.mdx_configs]),
        "nav": config.nav is not None and config.validation.nav.omitted_files < WARNING,
        "links": config.validation.links.absolute_links is not _AbsoluteLinksValidationValue.RELATIVE_TO_DOCS,
    }
    for what, fit in fits.items():
        if not fit:
            raise Unfit(f"settings: {what}")


def _parts(text: str, marks: Mapping[str, str]) -> list[str]:
    places = sorted((text.index(mark), name) for name, mark in marks.items() if mark in text)
    if CONTENT not in (name for _, name in places):
        raise Unfit("a template that does not show the text")
    parts: list[str] = []
    at = 0
    for start, name in places:
        if text.count(marks[name]) != 1:
            raise Unfit(f"a template that shows {name} more than once")
        parts += (text[at:start], name)
        at = start + len(marks[name])
    return [*parts, text[at:]]


def _mark(name: str) -> str:
    """A text that stands nowhere else and that no filter leaves as it is."""
    return f'#<&\'"{UUID(bytes=blake2b(name.encode(), digest_size=16).digest())}">&amp; {name} '


def _page(file: File) -> Page:
    assert file.page is not None
    return file.page


def _strip(page: Page) -> None:
    """Take from a page what the shells must not see of it."""
    page.content = page.markdown = None
    page.meta = page.toc = Refused()  # type: ignore[assignment]
    page.previous_page = page.next_page = Refused()  # type: ignore[assignment]


def _bare(value: Any) -> Any:
    """Nested settings as plain mappings."""
    return dict(value) if isinstance(value, Mapping) else value


def _is_plain(value: Any) -> bool:
    try:
        return json.loads(json.dumps(value)) == value
    except (TypeError, ValueError):
        return False
