"""A writer killed at any moment leaves the old index or the new one, and the next run continues."""

import random
import signal
import subprocess
import sys
import time

import made_documents

from search_index.document import Lexicon
from search_index.indexer import update
from search_index.reader import Index

ROUNDS = 8
WRITER = """
import sys
sys.path.insert(0, sys.argv[1])
import made_documents
from search_index import building, policy
from search_index.document import Lexicon
from search_index.indexer import update
building.BATCH = 2000
print("ready", flush=True)
seed = 0
while True:
    seed += 1
    documents = [made_documents.document(number, seed % 3) for number in range(40)]
    update(sys.argv[2], documents, Lexicon(), cache=sys.argv[3])
"""


def test_killed_writers(tmp_path, cache, request):
    path = tmp_path / "index"
    versions = [[made_documents.document(number, seed) for number in range(40)] for seed in range(3)]
    expected = []
    for seed, documents in enumerate(versions):
        held = made_documents.index(tmp_path / f"whole{seed}", documents, cache)
        expected.append(made_documents.content(held))
    update(path, versions[0], Lexicon(), cache=cache)
    dice = random.Random(3)
    for _ in range(ROUNDS):
        folder = request.path.parent
        command = [sys.executable, "-W", "ignore", "-c", WRITER, folder, path, cache]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            writer.stdout.readline()
            time.sleep(dice.uniform(0, 0.6))
            writer.send_signal(signal.SIGKILL)
        assert made_documents.content(Index.open(path)) in expected
    update(path, versions[1], Lexicon(), cache=cache)
    assert made_documents.content(Index.open(path)) == expected[1]
    names = {place.name for place in path.iterdir()}
    assert len([name for name in names if name.endswith(".terms")]) == len(Index.open(path).segments)
