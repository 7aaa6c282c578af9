"""The table of rules: every code with its Chinese message, hint and explanation.

Codes are never reused.  E1xx reading YAML, E2xx one record's values, E3xx references and
uniqueness, E4xx text that must not be published, E5xx the site; W codes likewise.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .problems import Location, Problem, Rule

_RULES = (
    Rule("E101", "YAML 语法错误：{what}", "", ""),
    Rule("E102", "“{key}”重复出现，第一次在第 {first} 行", "", ""),
    Rule("E103", "不允许使用锚点和别名（{name}）", "", ""),
    Rule("E104", "不允许使用标签（{tag}）", "", ""),
    Rule("E105", "文件过大：{size} 字节，上限 {limit} 字节", "", ""),
    Rule("E106", "嵌套过深，超过 {limit} 层", "", ""),
    Rule("E107", "内容过多，超过 {limit} 个值", "", ""),
    Rule("E108", "一个文件只能有一条记录", "", ""),
    Rule("E109", "键必须是简单文字", "", ""),
    Rule("E110", "文件是空的", "", ""),
    Rule("E111", "文件内容不是“字段: 值”的形式", "", ""),
    Rule("E112", "文件不是 UTF-8 编码（第 {byte} 字节处）", "", ""),
    Rule("E113", "文件无法读取：{what}", "", ""),
)

RULES: dict[str, Rule] = {rule.code: rule for rule in _RULES}


def problem(location: Location, code: str, params: Mapping[str, Any]) -> Problem:
    """A problem with the words of its rule filled in.  Raises KeyError for an unknown code."""
    rule = RULES[code]
    return Problem(location, code, rule.message.format(**params), rule.hint.format(**params))
