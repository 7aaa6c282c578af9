"""The description of the API as OpenAPI 3.1."""

from functools import cache
from typing import Any

from search_index import results
from search_index.rank import SORTS
from search_index.server import questions
from search_index.table import COLUMNS, MOST


@cache
def description() -> dict[str, Any]:
    """Return the description; the schema of a result is that of `results`."""
    result = results.schema()
    del result["$schema"]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "检索接口",
            "version": "1",
            "description": "只读，无需登录。除表格外都答复 JSON；不能答复时为 error，含代码和说明。",
        },
        "paths": {
            "/api/search": {
                "get": {
                    "operationId": "search",
                    "summary": "检索",
                    "parameters": _search(),
                    "responses": _responses("检索结果", "Result"),
                }
            },
            "/api/search.csv": {
                "get": {
                    "operationId": "searchTable",
                    "summary": f"检索结果的表格（CSV），最多 {MOST} 条",
                    "parameters": [one for one in _search() if one["name"] not in _OF_PAGES],
                    "responses": {
                        **_responses("", "Result"),
                        "200": {
                            "description": f"UTF-8（带 BOM），各列为：{'、'.join(COLUMNS)}。",
                            "content": {"text/csv": {"schema": _STRING}},
                        },
                    },
                }
            },
            "/api/suggest": {
                "get": {
                    "operationId": "suggest",
                    "summary": "输入时的建议",
                    "parameters": [_text("q", "已输入的文字；也可以是拼音或首字母。", questions.LONGEST)],
                    "responses": _responses("建议，最可能的在前", "Suggestions"),
                }
            },
            "/healthz": {
                "get": {
                    "operationId": "health",
                    "summary": "能否提供检索",
                    "responses": _responses("可以提供检索", "Health"),
                }
            },
        },
        "components": {
            "schemas": {
                "Result": result,
                "Suggestions": _object(
                    suggestions={
                        "type": "array",
                        "maxItems": questions.SUGGESTIONS,
                        "items": _object(text=_STRING, label=_STRING, url=_STRING),
                    }
                ),
                "Health": _object(status={"const": "ok"}, documents={"type": "integer", "minimum": 0}),
                "Error": _object(error=_object(code=_STRING, message=_STRING)),
            }
        },
    }


_STRING = {"type": "string"}
_OF_PAGES = ("page", "size", "explain")


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _responses(told: str, name: str) -> dict[str, Any]:
    def answer(words: str, schema: str) -> dict[str, Any]:
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
        return {"description": words, "content": content}

    return {
        "200": answer(told, name),
        "400": answer("参数不对，说明见 message", "Error"),
        "503": answer("暂时不能检索，可以稍后再试", "Error"),
    }


def _text(name: str, told: str, longest: int = questions.LONGEST_VALUE) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": told, "schema": {**_STRING, "maxLength": longest}}


def _number(name: str, told: str, usual: int, most: int) -> dict[str, Any]:
    schema = {"type": "integer", "minimum": 1, "maximum": most, "default": usual}
    return {"name": name, "in": "query", "description": told, "schema": schema}


def _search() -> list[dict[str, Any]]:
    sort = {"type": "string", "enum": list(SORTS), "default": next(iter(SORTS))}
    facets = {"type": "object", "additionalProperties": {"type": "array", "items": _STRING}}
    return [
        _text("q", "检索词；写法见检索页。", questions.LONGEST),
        {
            "name": "filters",
            "in": "query",
            "style": "form",
            "explode": True,
            "description": "筛选：参数名为结果中 facets 的 key，值为其中的 value；同名的有其一即可。",
            "schema": facets,
        },
        _text("from", "日期从；如 2023、2023-03、2023年3月13日。"),
        _text("to", "日期到；写法相同。"),
        {"name": "sort", "in": "query", "description": "排序。", "schema": sort},
        _number("page", "第几页；page 乘 size 不超过 10000。", 1, questions.DEEPEST),
        _number("size", "每页条数。", questions.SIZE, questions.LARGEST),
        {
            "name": "explain",
            "in": "query",
            "description": "为 1 时说明每条结果的排序依据。",
            "schema": {"enum": ["1"]},
        },
    ]
