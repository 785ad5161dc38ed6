"""The remote writer against a real HTTP server on this machine that plays the model's part."""

import base64
import io
import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PIL import Image, PngImagePlugin

from captioner.engine import EngineConfig, Item, open_engine
from captioner.engine import remote as remote_module
from captioner.engine.remote import RemoteWriter
from captioner.engine.rows import Answer, Row
from captioner.errors import EngineFailed, ModelUnusable
from captioner.writing import prompts
from captioner.writing.brief import Brief
from captioner.writing.voice import Voice
from tests.captioner.writing.creators import COMMUTER

ANSWER = "caption: The sea was calm.\ntags: sea, calm, blue"


def completion(text=ANSWER, tokens=9):
    return (
        200,
        {},
        {
            "choices": [{"message": {"role": "assistant", "content": text}}],
            "usage": {"prompt_tokens": 100, "completion_tokens": tokens},
        },
    )


@dataclass
class Played:
    """The server's address, what it will answer in turn (the last for ever), what it was asked."""

    url: str
    answers: list = field(default_factory=lambda: [completion()])
    asked: list = field(default_factory=list)
    headers: list = field(default_factory=list)


@pytest.fixture
def server():
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            played.asked.append((self.path, json.loads(body)))
            played.headers.append(self.headers)
            with turn:
                answer = played.answers.pop(0) if played.answers[1:] else played.answers[0]
            if answer is None:
                return  # closes the connection without a word
            status, headers, document = answer(json.loads(body)) if callable(answer) else answer
            data = document if isinstance(document, bytes) else json.dumps(document).encode()
            self.send_response(status)
            for name, value in {"Content-Length": str(len(data)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args):
            pass

    turn = threading.Lock()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        played = Played(f"http://127.0.0.1:{http.server_port}/v1")
        threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True).start()
        yield played
        http.shutdown()


@pytest.fixture
def pauses(monkeypatch):
    """How long the writer would have slept."""
    slept = []
    monkeypatch.setattr(remote_module.time, "sleep", slept.append)
    return slept


@contextmanager
def writer(server, *, kind="remote", **values):
    config = EngineConfig(writer="any-model", kind=kind, remote_url=server.url, **values)
    opened = RemoteWriter(config)
    yield opened
    opened.close()


def row(description="the sea", *, photo=None, **brief):
    return Row(photo or Image.new("RGB", (8, 8), "navy"), Brief(**brief), description, 5)


def ask(server, **values):
    with writer(server, **values) as opened:
        [answer] = opened.write([row()])
        return answer


def test_it_asks_with_the_same_messages_as_a_model_in_this_process(server):
    assert ask(server, temperature=0.5) == Answer(ANSWER, 9)
    [(path, body)] = server.asked
    assert path == "/v1/chat/completions"
    assert body == {
        "model": "any-model",
        "messages": prompts.messages(Brief(), "the sea"),
        "max_tokens": 140,
        "temperature": 0.5,
        "top_p": 0.9,
        "seed": 5,
    }


@pytest.mark.parametrize("kind", ["remote", "remote-vlm"])
def test_a_voice_travels_with_the_question(server, kind):
    voice = Voice("v", COMMUTER)
    with writer(server, kind=kind) as opened:
        opened.write([replace(row(), voice=voice)])
    [(_, body)] = server.asked
    if kind == "remote":
        assert body["messages"] == prompts.messages(Brief(), "the sea", voice=voice)
        assert len(body["messages"]) == 2 + 2 * prompts.EXAMPLES
    else:
        [message] = body["messages"]
        assert message["content"][1]["text"] == prompts.vlm_text(Brief(), voice=voice)
        assert "lowkey" in message["content"][1]["text"]


def test_the_key_travels_in_its_header_and_in_no_text(server):
    assert isinstance(ask(server, remote_key="secret"), Answer)
    assert server.headers[0]["Authorization"] == "Bearer secret"
    assert "secret" not in repr(EngineConfig(writer="w", remote_key="secret"))


def test_without_a_key_there_is_no_such_header(server):
    ask(server)
    assert server.headers[0]["Authorization"] is None


def test_a_model_that_sees_gets_the_pixels_and_none_of_the_metadata(server):
    stored = io.BytesIO()
    info = PngImagePlugin.PngInfo()
    info.add_text("comment", "taken at home")
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    Image.new("RGB", (31, 17), "navy").save(stored, "PNG", pnginfo=info, exif=exif)
    photo = Image.open(stored)
    photo.info["comment"] = b"taken at home"

    with writer(server, kind="remote-vlm") as opened:
        opened.write([row(photo=photo)])

    [message] = server.asked[0][1]["messages"]
    image, text = message["content"]
    assert text == {"type": "text", "text": prompts.vlm_text(Brief())}
    head, _, data = image["image_url"]["url"].partition(",")
    jpeg = base64.b64decode(data)
    assert head == "data:image/jpeg;base64"
    assert Image.open(io.BytesIO(jpeg)).size == (31, 17)
    assert b"taken at home" not in jpeg
    assert b"Exif" not in jpeg


def test_the_rows_of_a_batch_are_sent_side_by_side_and_answered_in_order(server):
    together = threading.Barrier(4, timeout=20)

    def answer(body):
        together.wait()
        note = body["messages"][1]["content"].splitlines()[0]
        return completion(f"caption: {note}")

    server.answers = [answer]
    with writer(server) as opened:
        answers = opened.write([row(f"photo {n}") for n in range(4)])
    assert [a.text for a in answers] == [f"caption: photo: photo {n}" for n in range(4)]


def test_one_rows_failure_is_its_own(server):
    def answer(body):
        bad = "bad" in body["messages"][1]["content"]
        return (500, {}, {}) if bad else completion()

    server.answers = [answer]
    with writer(server) as opened:
        answers = opened.write([row(), row("a bad one"), row()])
    assert [type(a) for a in answers] == [Answer, EngineFailed, Answer]
    assert len(server.asked) == 3


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again_once_after_the_pause_it_names(server, pauses, status):
    server.answers = [(status, {"Retry-After": "3"}, {}), completion()]
    assert ask(server) == Answer(ANSWER, 9)
    assert pauses == [3.0]


def test_the_pause_may_be_named_as_a_date(server, pauses):
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=10), usegmt=True)
    server.answers = [(503, {"Retry-After": date}, {}), completion()]
    assert ask(server) == Answer(ANSWER, 9)
    assert 7 < pauses[0] <= 10


@pytest.mark.parametrize("header", [{}, {"Retry-After": "soon"}])
def test_a_pause_that_is_not_named_is_a_second(server, pauses, header):
    server.answers = [(503, header, {}), completion()]
    assert ask(server) == Answer(ANSWER, 9)
    assert pauses == [1.0]


def test_a_server_that_stays_busy_is_given_up_on(server, pauses):
    server.answers = [(503, {}, {})]
    assert ask(server).detail == "the remote model answered with status 503"
    assert len(server.asked) == 2


def test_a_pause_that_would_hold_up_the_batch_is_not_waited_for(server, pauses):
    server.answers = [(503, {"Retry-After": "600"}, {})]
    assert isinstance(ask(server), EngineFailed)
    assert (pauses, len(server.asked)) == ([], 1)


def test_a_broken_connection_is_tried_again_once(server, pauses):
    server.answers = [None, completion()]
    assert ask(server) == Answer(ANSWER, 9)
    assert len(server.asked) == 2


def test_a_server_that_is_not_there_is_said_in_one_line(server, pauses):
    server.url = "http://127.0.0.1:9/v1"
    error = ask(server)
    assert error.detail == "the remote model cannot be reached (ConnectError)"
    assert error.retryable


def test_an_answer_that_takes_too_long_is_not_asked_for_twice(server):
    late = threading.Event()

    def answer(body):
        late.wait(20)
        return completion()

    server.answers = [answer]
    error = ask(server, remote_timeout_s=0.2)
    late.set()
    assert error.detail == "the remote model did not answer in time"
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "document",
    [
        b"<html>",
        b"[]",
        b'"text"',
        {"choices": []},
        {"choices": [{"message": {"content": None}}]},
        {"error": {"message": "no"}},
    ],
)
def test_what_is_no_chat_completion_is_said_in_one_line(server, document):
    server.answers = [(200, {}, document)]
    assert ask(server).detail == "the remote model's answer is not a chat completion"


def test_a_server_that_counts_no_tokens_is_taken_at_its_words(server):
    server.answers = [(200, {}, {"choices": [{"message": {"content": ANSWER}}], "usage": None})]
    assert ask(server) == Answer(ANSWER, 0)


@pytest.mark.parametrize("status", [401, 404, 500])
def test_an_error_names_its_status_and_repeats_nothing_of_its_text(server, status):
    server.answers = [(status, {}, {"error": "key sk-123 is wrong"})]
    assert ask(server).detail == f"the remote model answered with status {status}"


@pytest.mark.parametrize(
    "values", [{"remote_url": ""}, {"remote_url": "ftp://host"}, {"writer": ""}]
)
def test_a_server_without_an_address_or_a_model_is_not_opened(values):
    fields = {"writer": "m", "kind": "remote", "remote_url": "http://localhost:1/v1"} | values
    with pytest.raises(ModelUnusable, match="needs remote_url"):
        RemoteWriter(EngineConfig(**fields))


def test_the_whole_pipeline_runs_over_it(server, checkpoint, photos):
    engine = open_engine(
        EngineConfig(
            describer=str(checkpoint("blip")),
            writer="any-model",
            kind="remote",
            remote_url=server.url,
        )
    )
    [outcome] = engine.run([Item(photos[0], Brief())])
    engine.close()
    assert outcome.posts[0].text == "The sea was calm."
    assert outcome.models.writer == "any-model"
    assert f"photo: {outcome.description}" in server.asked[0][1]["messages"][1]["content"]


def test_a_pause_until_a_date_that_has_passed_is_none(server, pauses):
    server.answers = [(503, {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}, {}), completion()]
    ask(server)
    assert pauses == [0.0]
