"""The questions of `onrecord init`, asked on a terminal and answered there: a pseudo-terminal stands for it."""

import os
import pty
import select
import signal
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1])
TITLE, NAME, ADDRESS = "What is the site's title?", "What is your name", "Where do readers report errors"


def run(arguments, answers):
    """Answers each question with what is given for it; what was said, the exit code, and the folder."""
    folder = tempfile.mkdtemp()
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        # Whoever runs the tests in the background lets them ignore Ctrl-C: here it is pressed.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.execv(PROGRAM, [PROGRAM, *arguments])
    said, asked, answers, until = "", 0, list(answers), time.monotonic() + 60
    while time.monotonic() < until:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                heard = os.read(terminal, 4096)
            except OSError:
                break
            if not heard:
                break
            said += heard.decode()
        if answers and answers[0][0] in said[asked:]:
            asked = len(said)
            os.write(terminal, answers.pop(0)[1])
    ended, status = os.waitpid(child, os.WNOHANG)
    while ended == 0 and time.monotonic() < until:
        time.sleep(0.05)
        ended, status = os.waitpid(child, os.WNOHANG)
    if ended == 0:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise AssertionError(f"it goes on, and waits for nothing that was to come; said: {said}")
    assert not answers, f"was never asked: {answers}; said: {said}"
    return said, status, folder


def read(folder, path):
    with open(os.path.join(folder, path), encoding="utf-8") as file:
        return file.read()


# All three are asked, in this order; an address that is none is asked for again.
said, status, folder = run(
    ["init", "my"],
    [(TITLE, b"Ferry at Port Lowen\n"), (NAME, b"Ada Invented\n"), (ADDRESS, b"nonsense\n"), ("That is no address", b"ada@gazette.net\n")],
)
assert status == 0, (status, said)
site = read(folder, "my/content/site.yaml")
for line in ['title: "Ferry at Port Lowen"', 'authors: ["Ada Invented"]', 'contact: "ada@gazette.net"']:
    assert line in site, site
assert "next:" in said and "onrecord serve --watch" in said, said

# Nothing but the return key: what stands in brackets is taken, and nothing is made up.
said, status, folder = run(["init", "my", "--empty"], [(TITLE + " [My]", b"\n"), (NAME, b"\n"), (ADDRESS, b"\n")])
assert status == 0, (status, said)
assert said.count("[nothing for now]") == 2, said
site = read(folder, "my/content/site.yaml")
assert 'title: "My"' in site and "authors: [" not in site.replace("# authors: [", "") and "@" not in site.replace("# contact", "").split("contact")[0], site

# Ctrl-C at any question: nothing was written.
for answers in [[(TITLE, b"\x03")], [(TITLE, b"T\n"), (NAME, b"\x03")], [(TITLE, b"T\n"), (NAME, b"N\n"), (ADDRESS, b"\x03")]]:
    said, status, folder = run(["init", "my"], answers)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGINT, (status, said)
    assert os.listdir(folder) == [], os.listdir(folder)

# What was said in arguments is not asked.
said, status, folder = run(["init", "my", "--title", "T", "--author", "A"], [(ADDRESS, b"a@gazette.net\n")])
assert status == 0 and TITLE not in said and NAME not in said, said
print("init: its questions, on a terminal")
