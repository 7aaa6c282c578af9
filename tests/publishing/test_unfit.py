"""Whatever the short way cannot give is made by MkDocs alone, and comes out the same."""

import mirror
import pytest

from build_tools.publish import publish

pytestmark = pytest.mark.slow

MEMORY = "cache/publish.sqlite"


def same(project):
    problems = publish(project, mirror.DAY)
    site, texts = mirror.plain(project)
    assert (problems, texts) == ((), [])
    assert mirror.differences(mirror.tree(project.site), site) == []


@pytest.fixture
def project(tmp_path):
    return mirror.made(tmp_path)


def test_our_own_look_fits(project):
    same(project)
    assert (project.build / MEMORY).exists()


@pytest.mark.parametrize(
    "place, old, new",
    [
        ("main.html", "{{ page.content }}", "{{ page.content }}<i>{{ page.title }}</i>"),
        ("main.html", "{{ page.content }}", "{{ page.content }}{{ page.content }}"),
        ("main.html", "{{ page.content }}", "{{ page.content | replace('通知', '公告') }}"),
        ("partials/footer.html", "<footer", "{{ page.meta.title if page }}<footer"),
        ("partials/footer.html", "<footer", "{{ page.url }}<footer"),
        ("partials/footer.html", "<footer", "{{ pages | length }}<footer"),
        ("partials/footer.html", "<footer", "{{ page.toc | length }}<footer"),
        ("partials/footer.html", "<footer", "{{ page.url | length > 20 }}<footer"),
        ("sitemap.xml", "{%- endfor %}", "{{ one.meta.title }}{%- endfor %}"),
        ("sitemap.xml", "{%- endfor %}", "{{ one.title }}{%- endfor %}"),
    ],
)
def test_templates_that_ask_for_more(project, place, old, new):
    template = project.theme / place
    text = template.read_text(encoding="utf-8")
    assert old in text
    template.write_text(text.replace(old, new, 1), encoding="utf-8")
    same(project)
    mirror.write(project, "about.md", "# 关于 { #top }\n\n又及。\n")
    same(project)


@pytest.mark.parametrize(
    "more",
    [
        "\nuse_directory_urls: true\n",
        "\nexclude_docs: |\n  p1.md\n",
        "\nhooks:\n- hook.py\n",
    ],
)
def test_settings_that_change_more_than_the_look(project, more):
    text = project.config.read_text(encoding="utf-8").replace("use_directory_urls: false\n", "")
    project.config.write_text(text + more, encoding="utf-8")
    (project.root / "hook.py").write_text("def on_post_page(output, **_):\n    return output + '<!-- -->'\n")
    for path in mirror.pages(project):
        mirror.write(project, path, "# 页 { #top }\n")
    same(project)
    assert not (project.build / MEMORY).exists()


@pytest.mark.parametrize(
    "path, text",
    [
        ("p.md", "---\ntemplate: 404.html\n---\n\n# 甲 { #top }\n"),
        ("p.md", "---\nkind: 3\n---\n\n# 甲 { #top }\n"),
        ("p.md", "---\nkind:\n---\n\n# 甲 { #top }\n"),
        ("p.md", "---\nkind: notice\nupdated: 2023-01-01\n---\n\n# 甲 { #top }\n"),
        ("p.markdown", "# 甲 { #top }\n"),
        ("p.md", "---\n- 甲\n---\n\n# 甲 { #top }\n"),
        ("templates/p.md", "# 甲 { #top }\n"),
        (".hidden/p.md", "# 甲 { #top }\n"),
        ("空 格/页 面.md", "# 甲 { #top }\n"),
        ("p.md", "\ufeff# 甲 { #top }\r\n\r\n乙\r丙\r\n"),
        ("p.md", ""),
    ],
)
def test_strange_pages(project, path, text):
    same(project)
    mirror.write(project, path, "")
    (project.docs / path).write_bytes(text.encode())
    same(project)
    mirror.write(project, "about.md", "# 关于 { #top }\n\n又及。\n")
    same(project)
    (project.docs / path).unlink()
    same(project)


def test_a_link_to_a_folder_outside(project, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "far.md").write_text("# 远 { #top }\n", encoding="utf-8")
    (project.docs / "linked").symlink_to(outside)
    same(project)


def test_a_page_that_cannot_be_read_is_named(project):
    publish(project, mirror.DAY)
    before = mirror.tree(project.site)
    (project.docs / "about.md").write_bytes(b"\xff\xfe\x00")
    problems = publish(project, mirror.DAY)
    assert "about.md" in " ".join(problem.message for problem in problems)
    assert mirror.tree(project.site) == before
