"""What libyaml says about broken YAML, in Chinese, with what to try."""

from __future__ import annotations

_QUOTE = "整个值加上单引号；值里本来有单引号的，写成两个单引号"
_INDENT = "缩进只用空格，每级两格，同一级字段左对齐"

#: Part of libyaml's (or PyYAML's) message -> Chinese words and hint; the first that fits counts.
_WORDS = (
    ("cannot start any token", "值不能以这个字符开头", f"文字以 @ ` % 等字符开头的，{_QUOTE}"),
    ("mapping values are not allowed", "冒号的位置不对",
     f"值里有英文冒号加空格的，{_QUOTE}；字段名后面用英文冒号，不用中文冒号；{_INDENT}"),
    ("block sequence entries are not allowed", "列表的“- ”不能写在这里",
     "列表另起一行，每项以“- ”开头，左对齐"),
    ("mapping keys are not allowed", "字段名不能写在这里", f"文字以 ? 开头的，{_QUOTE}"),
    ("could not find expected ':'", "字段名后面缺少冒号，或者长文字有一行没有缩进",
     "写成“字段: 值”，用英文冒号，后面空一格；body: | 下面的每一行都要缩进两格"),
    ("found unexpected end of stream", "引号没有结束", "在值的末尾补上同样的引号"),
    ("found unexpected document indicator", "引号里有单独一行的“---”或“...”", "在它前面补上结束的引号"),
    ("did not find expected ',' or ']'", "方括号没有结束", f"补上 ]；文字本身以 [ 开头的，{_QUOTE}"),
    ("did not find expected ',' or '}'", "花括号没有结束", f"补上 }}；文字本身以 {{ 开头的，{_QUOTE}"),
    ("expected ',' or ']'", "方括号没有结束", f"补上 ]；文字本身以 [ 开头的，{_QUOTE}"),
    ("expected ',' or '}'", "花括号没有结束", f"补上 }}；文字本身以 {{ 开头的，{_QUOTE}"),
    ("did not find expected key", "缩进不对，或者引号后面还有文字", f"{_INDENT}；值里有引号的，{_QUOTE}"),
    ("did not find expected '-' indicator", "列表中有一行没有以“- ”开头，或者缩进不对",
     "列表每项以“- ”开头，左对齐"),
    ("expected <block end>", "缩进不对，或者引号后面还有文字", f"{_INDENT}；值里有引号的，{_QUOTE}"),
    ("did not find expected node content", "缺少值", "在逗号或者括号之间填写内容"),
    ("expected the node content", "缺少值", "在逗号或者括号之间填写内容"),
    ("found unknown escape character", "双引号里的反斜线后面是不认识的字符",
     "改用单引号，单引号里反斜线就是反斜线"),
    ("did not find expected hexdecimal", "双引号里的编码字符不完整", "直接写文字，不用 \\x、\\u 编码"),
    ("did not find expected hexadecimal", "双引号里的编码字符不完整", "直接写文字，不用 \\x、\\u 编码"),
    ("found invalid Unicode character escape", "双引号里的编码字符不存在", "直接写文字，不用 \\x、\\u 编码"),
    ("did not find expected comment or line break", "“|”或“>”后面还有文字", "长文字从下一行开始，缩进两格"),
    ("found an indentation indicator equal to 0", "“|”或“>”后面的缩进数不能是 0", "只写“|”"),
    ("did not find expected alphabetic or numeric", "& 或 * 后面不是名称", f"文字以 & 或 * 开头的，{_QUOTE}"),
    ("did not find expected <document start>", "记录后面还有多余的内容",
     f"{_INDENT}；文字以 % 开头的，{_QUOTE}"),
    ("found undefined tag handle", "有不认识的标签", f"文字以 ! 开头的，{_QUOTE}"),
    ("found unknown directive name", "以 % 开头的行被当作 YAML 指令", f"文字以 % 开头的，{_QUOTE}"),
    ("control characters are not allowed", "有不可见的控制字符", "在编辑器中删去该处字符"),
    ("special characters are not allowed", "有不可见的控制字符", "在编辑器中删去该处字符"),
)  # fmt: skip


def in_chinese(said: str, char: str = "") -> tuple[str, str]:
    """Words and hint for a parser's message; an unusual message is kept in brackets.

    Args:
        said: The message.
        char: The character at the place it points to.
    """
    if char == "\t" or "tab character" in said:
        return "缩进用了制表符", f"{_INDENT}，不用制表符"
    for part, words, hint in _WORDS:
        if part in said:
            return words, hint
    return f"无法解析（{said}）", "对照能用的文件检查这一行和上一行的缩进、冒号和引号"
