from build_tools.lessons import words


def found(text, **more):
    return set(words.terms(text, **more))


def test_terms_are_the_technical_words_and_not_those_of_every_report():
    text = "造成这起事故的直接原因是密闭墙漏风，安全管理不到位，安全意识淡薄，监督检查流于形式。"
    assert found(text) == {"密闭", "密闭墙", "漏风"}


def test_everyday_words_and_clause_words_are_no_terms():
    assert found("领导主要关于问题存在的重要调查，未及时采取措施") == set()


def test_places_and_names_given_are_left_out():
    assert found("左权县的支架", without={"左权县"}) == {"支架"}


def test_what_stands_for_a_name_left_out_is_no_term():
    assert found("带班副队长〔姓名从略〕站在支架旁") == {"带班", "副队长", "支架"}


def test_a_word_of_one_text_and_a_word_of_all_texts_tell_nothing():
    texts = {str(n): "瓦斯" for n in range(8)} | {"8": "瓦斯透水", "9": "透水盗采"}
    weighed = words.weighed(texts)
    assert set(weighed["8"]) == set(weighed["9"]) == {"透水"}
    assert weighed["0"] == {}


def test_a_word_used_more_often_weighs_more():
    weighed = words.weighed({"a": "透水。透水。支架", "b": "透水，支架"})
    assert weighed["a"]["透水"] > weighed["a"]["支架"] == weighed["b"]["支架"]


def test_of_a_word_and_a_longer_one_that_holds_it_the_longer_is_shown():
    assert words.shown({"密闭": 0.9, "密闭墙": 0.8, "火花": 0.5, "顶板": 0.1}, 2) == ("密闭墙", "火花")


def test_nothing_is_written_for_jieba(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    words._tokenizer.cache_clear()
    assert found("密闭墙漏风")
    assert list(tmp_path.iterdir()) == []
