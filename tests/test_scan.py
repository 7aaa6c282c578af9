"""Which files are read, and that nothing outside ``content/`` is."""

import os

from build_tools import archive, scan, validate
from build_tools.scan import MAX_BYTES


def write(root, path, text="id: a\ntitle: 关于检查的通知\n"):
    place = root / "content" / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    return place


def load(root):
    raws, problems = scan.load(root, root / "content")
    return [raw.file for raw in raws], [problem.code for problem in problems]


def test_records_are_read_in_the_order_of_their_paths(tmp_path):
    for path in ("site.yml", "notices/b.yml", "notices/a.yml", "cases/c.yml", "vocabularies/causes.yml"):
        write(tmp_path, path)
    assert load(tmp_path)[0] == [
        "content/site.yml",
        "content/cases/c.yml",
        "content/notices/a.yml",
        "content/notices/b.yml",
        "content/vocabularies/causes.yml",
    ]


def test_harmless_files_and_empty_folders_are_passed_over(tmp_path):
    for path in ("notices/.gitkeep", ".hidden/a.yml", "README.md", "notices/a.yml~"):
        write(tmp_path, path)
    (tmp_path / "content" / "cases").mkdir()
    assert load(tmp_path) == ([], [])


def test_files_that_would_be_lost_are_told(tmp_path):
    for path in ("notices/a.yaml", "notices/B.YML", "stray.yml", "notices/2023/a.yml", "drafts/a.yml"):
        write(tmp_path, path)
    write(tmp_path, "vocabularies/words.yml")
    write(tmp_path, "notices/scan.pdf")
    files, codes = load(tmp_path)
    assert files == []
    assert sorted(codes) == ["E117", "E117", "E118", "E118", "E118", "E121", "W119"]


def test_symbolic_links_are_told_and_never_followed(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yml").write_text("id: secret\ntitle: 不该读到的内容\n", encoding="utf-8")
    notices = tmp_path / "content" / "notices"
    notices.mkdir(parents=True)
    (notices / "secret.yml").symlink_to(outside / "secret.yml")
    (notices / "folder").symlink_to(outside, target_is_directory=True)
    (notices / "nowhere.yml").symlink_to(outside / "nothing.yml")
    (notices / "loop").symlink_to(notices, target_is_directory=True)
    files, codes = load(tmp_path)
    assert files == []
    assert codes == ["E116"] * 4


def test_a_pipe_is_no_file(tmp_path):
    write(tmp_path, "notices/a.yml")
    os.mkfifo(tmp_path / "content" / "notices" / "pipe.yml")
    assert load(tmp_path) == (["content/notices/a.yml"], [])


def test_a_huge_file_is_not_read(tmp_path):
    write(tmp_path, "notices/a.yml", "a: " + "x" * MAX_BYTES)
    raws, problems = scan.load(tmp_path, tmp_path / "content")
    assert raws[0].data is None
    assert str(problems[0]).startswith(f"content/notices/a.yml:1:1: E105 文件过大：{MAX_BYTES + 3} 字节")


def test_a_file_that_vanishes_or_refuses_is_a_problem(tmp_path):
    raw, problems = scan.read(tmp_path, tmp_path / "content" / "notices" / "gone.yml")
    assert raw.data is None
    assert [problem.code for problem in problems] == ["E113"]


def test_a_name_that_is_no_text_is_shown_and_does_no_harm(tmp_path):
    write(tmp_path, "notices/a.yml")
    folder = os.fsencode(tmp_path / "content" / "notices")
    with open(folder + b"/bad\xff\n.yml", "w", encoding="utf-8") as stream:  # noqa: PTH123
        stream.write("id: [\n")
    _, problems = scan.load(tmp_path, tmp_path / "content")
    assert [str(problem).encode("utf-8")[:13] for problem in problems] == [b"content/notic"]
    assert "\n" not in str(problems[0]).split(": E")[0]


def test_no_content_at_all_gives_one_clear_error(tmp_path):
    raws, problems = scan.load(tmp_path, tmp_path / "content")
    validated, more = validate.validate(raws)
    found, last = archive.link(validated)
    assert [problem.code for problem in (*problems, *more, *last)] == ["E501"]
    assert found.of("notice") == ()
