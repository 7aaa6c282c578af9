"""The sentence that readers are shown around a mention."""

import pytest

from build_tools.mentions.passages import sentence

LONG = "甲" * 300


@pytest.mark.parametrize(
    ("before", "words", "after", "shown"),
    [
        ("会议结束。各地", "《通知》", "已落实。另行报告。", "各地《通知》已落实。"),
        ("", "《通知》", "", "《通知》"),
        ("会议结束！", "《通知》", "", "《通知》"),
        (f"{LONG}。各地", "《通知》", f"；{LONG}", "各地《通知》；"),
        (LONG, "《通知》", LONG, "…" + "甲" * 78 + "《通知》" + "甲" * 78 + "…"),
        (f"会议结束。{'甲' * 78}", "《通知》", LONG, "甲" * 78 + "《通知》" + "甲" * 78 + "…"),
        ("。" + "甲" * 200, "乙" * 200, "甲。", "…" + "甲" * 20 + "乙" * 200 + "甲。"),
    ],
)
def test_a_long_sentence_is_shortened_around_the_words(before, words, after, shown):
    text = before + words + after
    assert sentence(text, len(before), len(before) + len(words)) == shown
