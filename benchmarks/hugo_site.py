"""The same pages for Hugo: their Markdown, and a plain theme with a bar at the side."""

from __future__ import annotations

import shutil
from pathlib import Path

_SETTINGS = """
baseURL = "https://archive.example/"
languageCode = "zh-CN"
title = "样例"
uglyURLs = true
disableKinds = ["taxonomy", "term", "RSS"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
title = true
"""
_BASE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{{ .Title }}_{{ site.Title }}</title>
{{ with .Description }}<meta name="description" content="{{ . }}">{{ end }}
{{ range $name, $value := .Params.meta }}<meta name="{{ $name }}" content="{{ $value }}">{{ end }}
<link rel="canonical" href="{{ .Permalink }}">
<link rel="stylesheet" href="{{ "assets/site.css" | relURL }}"></head>
<body><header><nav><ul>
{{ $here := .Section }}
{{ range site.Sections }}<li><a href="{{ .RelPermalink }}"
{{ if eq .Section $here }} aria-current="true"{{ end }}>{{ .Title }}</a></li>{{ end }}
</ul></nav></header>
<aside><ul>
{{ range first 20 .CurrentSection.RegularPages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}
</ul></aside>
<nav>{{ .TableOfContents }}</nav>
<main><article>{{ .Content }}</article></main>
<footer><p>{{ site.Title }}</p></footer></body></html>
"""


def dress(docs: Path, folder: Path) -> None:
    """Lay out a site for Hugo in ``folder`` with the Markdown below ``docs``."""
    shutil.rmtree(folder, ignore_errors=True)
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    (folder / "hugo.toml").write_text(_SETTINGS, encoding="utf-8")
    for name in ("single", "list"):
        (layouts / f"{name}.html").write_text(_BASE, encoding="utf-8")
    (folder / "layouts" / "index.html").write_text(_BASE, encoding="utf-8")
    for place in docs.rglob("*.md"):
        path = place.relative_to(docs)
        # An index.md would make all pages beside it parts of one page.
        name = "_index.md" if path.name == "index.md" else path.name
        target = folder / "content" / path.with_name(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        # Hugo has a meaning of its own for this word.
        text = place.read_text(encoding="utf-8").replace("\nkind: ", "\nsort: ", 1)
        target.write_text(text, encoding="utf-8")
