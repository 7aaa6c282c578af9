"""What is shown of the texts that mention a record: the newest, a few sentences of each, not its own."""

from test_archive import link, notice

from build_tools.views.citations import SENTENCES, SHOWN, cited_by
from build_tools.views.frame import Links


def shown(bodies, target="关于检查的通知"):
    files = notice("t", "body: |\n  按《关于检查的通知》办理。\n", target)
    for serial, (day, body) in enumerate(bodies):
        text = f"document_date: {day}\n" if day else ""
        files |= notice(f"n-{serial}", f"{text}body: |\n  {body}\n", f"关于第{serial}件事的通知")
    archive, _ = link(files)
    return cited_by(archive, Links(archive), "notice", "t")


def test_the_newest_come_first_and_the_undated_last():
    found = shown(
        [(None, "《关于检查的通知》")] + [(f"2023-03-{day:02}", "《关于检查的通知》") for day in (3, 9, 6)]
    )
    assert [one.day for one in found["shown"]] == ["2023年3月9日", "2023年3月6日", "2023年3月3日", ""]


def test_a_text_does_not_count_its_own_mention_of_itself():
    assert shown([]) == {"shown": [], "count": 0}


def test_only_so_many_are_shown_and_all_are_counted():
    found = shown([(f"2023-03-{1 + n % 28:02}", "《关于检查的通知》") for n in range(SHOWN + 5)])
    assert (len(found["shown"]), found["count"]) == (SHOWN, SHOWN + 5)


def test_only_a_few_sentences_of_each_are_shown():
    sentences = [f"第{n}次落实《关于检查的通知》。" for n in range(SENTENCES + 2)]
    (one,) = shown([("2023-03-03", "".join([*sentences, sentences[0]]))])["shown"]
    assert (len(one.sentences), one.more) == (SENTENCES, 2)
    assert all("<mark>《关于检查的通知》</mark>" in sentence for sentence in one.sentences)
