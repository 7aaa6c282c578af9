"""Many readers at once while builds replace the index: failed requests, requests a second, p99, memory.

Needs wrk (``apt install wrk``); then ``.venv/bin/python benchmarks/load.py``.  A copy of the real project is
built and served by several processes; for 60 seconds 32 connections ask questions of all kinds, result pages,
suggestions and plain pages, while a notice is changed and the site built again and again.
"""

import argparse
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Event, Thread
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
sys.path.insert(0, str(ROOT / "tests" / "search"))
from judging import load  # noqa: E402

from tiny import real  # noqa: E402

CHANGED = "notices/anweibanhan-2022-37.yml"
SCRIPT = """
local paths = {%s}
local at = 0
request = function()
    at = at %% #paths + 1
    return wrk.format("GET", paths[at])
end
"""


def paths() -> list[str]:
    """What is asked for: every judged query in one of three ways, and plain pages, mixed."""
    asked = [quote(one.text) for one in load() if one.text]
    ways = ("/api/search?q={}", "/search.html?q={}", "/api/suggest?q={}")
    made = [ways[order % 3].format(text) for order, text in enumerate(asked)]
    made += ["/index.html", "/notices/index.html", "/notices/anweibanhan-2022-37.html"] * 20
    random.Random(3).shuffle(made)
    return made


def tool(root: Path, *words: str) -> list[str]:
    """The command line of the project, as a command."""
    return [sys.executable, "-m", "build_tools", "--root", str(root), *words]


def build(root: Path) -> None:
    """Build the site and its index."""
    subprocess.run(tool(root, "build"), check=True, capture_output=True)


def memory(group: int) -> float:
    """Memory of all processes of a group in MB, shared parts counted once."""
    total = 0
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(place.name)) == group:
                lines = (place / "smaps_rollup").read_text()
                total += int(re.search(r"^Pss:\s+(\d+)", lines, re.MULTILINE)[1])
        except OSError:
            continue
    return total / 1024


def rebuild(root: Path, group: int, stop: Event, built: list[float], memories: list[float]) -> None:
    """Change a notice and build, until told to stop; note the seconds, and the memory of the server then."""
    place = root / "content" / CHANGED
    text = place.read_text(encoding="utf-8")
    while not stop.is_set():
        start = time.perf_counter()
        words = f"第{len(built)}次改动。"
        place.write_text(re.sub(r"^summary: .*$", rf"\g<0>{words}", text, flags=re.MULTILINE), "utf-8")
        build(root)
        built.append(time.perf_counter() - start)
        memories.append(memory(group))


def ready(address: str) -> None:
    """Wait until the server answers."""
    for _ in range(200):
        try:
            with urlopen(f"{address}/healthz", timeout=5) as answer:
                print(f"serving {json.load(answer)['documents']} documents")
                return
        except URLError:
            time.sleep(0.1)
    raise SystemExit("the server does not answer")


def pressed(address: str, seconds: int, connections: int, folder: Path) -> str:
    """Let wrk ask; what it tells."""
    script = folder / "paths.lua"
    script.write_text(SCRIPT % ", ".join(f'"{path}"' for path in paths()))
    # A slow answer is no failed one: the server itself gives up after five seconds, with an answer.
    wrk = [
        "wrk",
        "--latency",
        "--timeout",
        "30s",
        "-t1",
        f"-c{connections}",
        f"-d{seconds}s",
        "-s",
        str(script),
        address,
    ]
    return subprocess.run(wrk, check=True, capture_output=True, text=True).stdout


def tell(told: str) -> None:
    """Print the figures of wrk; its own lines on failures stand only where there are some."""
    count = re.search(r"(\d+) requests in", told)[1]
    rate = re.search(r"Requests/sec:\s+(\S+)", told)[1]
    shares = dict(re.findall(r"(50|99)%\s+(\S+)", told))
    failed = re.findall(r"(Socket errors: .*|Non-2xx .*)", told)
    print(f"{count} requests, {rate} a second, p50 {shares['50']}, p99 {shares['99']}")
    print("failed: " + ("; ".join(failed) or "none"))


def main() -> None:
    """Build, serve, press, print."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--connections", type=int, default=32)
    options.add_argument("--workers", type=int, default=2)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name, socket.socket() as free:
        root = Path(name)
        real(root)
        build(root)
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        command = tool(root, "serve", "--port", str(port), "--workers", str(chosen.workers))
        server = subprocess.Popen(command, start_new_session=True)
        try:
            address = f"http://127.0.0.1:{port}"
            ready(address)
            tell(pressed(address, 5, chosen.connections, root))
            stop, built, memories = Event(), [], [memory(server.pid)]
            builder = Thread(target=rebuild, args=(root, server.pid, stop, built, memories))
            builder.start()
            tell(pressed(address, chosen.seconds, chosen.connections, root))
            stop.set()
            builder.join()
            print(f"{len(built)} builds meanwhile, {sum(built) / len(built):.1f} s each")
            print("memory of the server, MB: " + " ".join(f"{one:.0f}" for one in memories))
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait()


if __name__ == "__main__":
    main()
