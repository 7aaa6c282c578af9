"""What a server refuses, in words for the reader."""

from dataclasses import dataclass


@dataclass
class Fault(Exception):
    """A request that is not answered as it stands."""

    status: int
    """HTTP status, 4xx or 503."""
    code: str
    """A short English name for programs."""
    message: str
    """What the reader is told, in Chinese; names nothing of the machine."""

    def to_json(self) -> dict[str, dict[str, str]]:
        """Return the body of an answer of the API."""
        return {"error": {"code": self.code, "message": self.message}}


EMPTY = Fault(400, "empty", "请写检索词，或选一项条件。")
NOT_FOUND = Fault(404, "not_found", "没有找到这个地址。")
NOT_ALLOWED = Fault(405, "method_not_allowed", "这个地址只能读取（GET）。")
BUSY = Fault(503, "busy", "检索的人太多，请稍后再试。")
SLOW = Fault(503, "timeout", "检索用时过长，已经停止。请写得短一些，或加上条件再试。")
NO_INDEX = Fault(503, "no_index", "检索索引还没有建好或正在重建，请稍后再试。")
NO_SITE = Fault(503, "no_site", "网站还没有生成，请稍后再试。")
BROKEN = Fault(500, "error", "服务器出错，请稍后再试。")
