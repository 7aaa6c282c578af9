"""What can go wrong with an index, said to those who use the search."""


class SearchError(Exception):
    """A fault that the caller can tell the reader or the editor."""


class NoIndex(SearchError):
    """There is no index at the place."""

    def __init__(self):
        super().__init__("还没有建立检索索引，请先生成索引。")


class BrokenIndex(SearchError):
    """The index cannot be read; the next update makes it anew."""

    def __init__(self):
        super().__init__("检索索引已损坏或版本不符，请重新生成索引。")


class IndexLocked(SearchError):
    """Another process is writing the index."""

    def __init__(self):
        super().__init__("另一个程序正在更新检索索引，请等它完成后再试。")
