"""A client of the language server that editors run for YAML, over its standard streams."""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import threading
from pathlib import Path

import pytest

from reasonbook.compiler.cli import run

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SERVER = HERE / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
PATIENCE = 30.0
CURSOR = "‸"

# Without the store of schemas nothing is asked of a network.
CONFIGURATION = {
    "yaml": {
        "completion": True,
        "hover": True,
        "schemaStore": {"enable": False},
        "validate": True,
    }
}


class Server:
    """The server's process: requests out, answers and notifications in (LSP 3.17)."""

    def __init__(self, folder):
        self._process = subprocess.Popen(
            ["node", SERVER, "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._messages = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._last = 0
        self._findings = {}
        self.request(
            "initialize",
            {
                "processId": None,
                "rootUri": folder.as_uri(),
                "capabilities": {
                    "textDocument": {
                        "completion": {"completionItem": {"snippetSupport": True}},
                        "hover": {"contentFormat": ["markdown"]},
                    },
                    "workspace": {"configuration": True},
                },
            },
        )
        self._send({"method": "initialized", "params": {}})

    def stop(self):
        """Ask the server to leave, and see to it that it does."""
        self.request("shutdown", None)
        self._send({"method": "exit"})
        try:
            self._process.wait(PATIENCE)
        finally:
            self._process.kill()
            self._process.stdin.close()
            self._reader.join(PATIENCE)
            self._process.stdout.close()

    def request(self, method, params):
        """Return the server's answer."""
        self._last += 1
        number = self._last
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._take()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def findings(self, uri):
        """Return what the server finds in a document: it tells by itself, some time."""
        while uri not in self._findings:
            self._take()
        return self._findings.pop(uri)

    def open(self, uri, text):
        """Tell the server that an editor shows a document."""
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})

    def _take(self):
        message = self._messages.get(timeout=PATIENCE)
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            self._findings[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif method == "workspace/configuration":
            items = message["params"]["items"]
            result = [CONFIGURATION.get(each.get("section"), {}) for each in items]
            self._send({"id": message["id"], "result": result})
        elif method is not None and "id" in message:
            self._send({"id": message["id"], "result": None})
        return message

    def _send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _read(self):
        stream = self._process.stdout
        while line := stream.readline():
            length = 0
            while line.strip():
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                line = stream.readline()
            self._messages.put(json.loads(stream.read(length)))


class Editor:
    """An editor in a folder with our schema; a document is a text with a cursor in it."""

    def __init__(self, server, folder):
        self._server = server
        self._folder = folder
        self._count = 0

    def complete(self, text):
        """Return what is offered at the cursor: the labels."""
        params = self._show(text)
        answer = self._server.request("textDocument/completion", params)
        return {each["label"] for each in answer["items"]}

    def hover(self, text):
        """Return what is shown for the word at the cursor."""
        answer = self._server.request("textDocument/hover", self._show(text))
        return answer["contents"]["value"]

    def check(self, text):
        """Return each finding in *text*: its line, counted from 1, and what it says."""
        found = self._server.findings(self._show(text + CURSOR)["textDocument"]["uri"])
        return [(each["range"]["start"]["line"] + 1, each["message"]) for each in found]

    def _show(self, text):
        self._count += 1
        before, _, after = text.partition(CURSOR)
        uri = (self._folder / f"{self._count}.yaml").as_uri()
        self._server.open(uri, before + after)
        lines = before.split("\n")
        position = {"line": len(lines) - 1, "character": len(lines[-1])}
        return {"textDocument": {"uri": uri}, "position": position}


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """Return a folder that `reasonbook init` has filled."""
    folder = tmp_path_factory.mktemp("sample") / "shop"
    assert run(["init", str(folder)]) == 0
    return folder / "reasons"


@pytest.fixture(scope="module")
def editor(sample):
    """Return an editor with the committed schema in its folder."""
    if shutil.which("node") is None:
        pytest.skip("node is not here")
    if not SERVER.exists():
        pytest.skip("yaml-language-server is not here: npm install --prefix tests/editor")
    shutil.copy(ROOT / "reasons" / "reasonbook.schema.json", sample)
    server = Server(sample)
    yield Editor(server, sample)
    server.stop()
