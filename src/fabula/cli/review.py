"""``fabula review``: questions whose answers put most right, one key an answer."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer

from fabula.cli.options import WorkNumber, WorldFile
from fabula.cli.usage import whole_number

if TYPE_CHECKING:
    from fabula.reading import Reading
    from fabula.reviewing import Question, Review

BEFORE, AFTER = 700, 300
"""Characters of the text that are shown before a line, and after it."""
KEYS = "1 to 9: that one; n: nobody; x: no speech; s: pass it over; u: undo the last; q: stop"
PERSON_KEYS = "1 to 9: that one; n: none of them; s: pass it over; u: undo the last; q: stop"
LINES_SHOWN = 3
"""Lines of somebody that are shown where it is asked who that is."""
LONGEST = 160


def review(
    world: WorldFile,
    work: WorkNumber = None,
    most: Annotated[
        int | None,
        typer.Option(
            "--most",
            metavar="N",
            parser=whole_number("--most", 1),
            help="Stop after so many questions.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Ask about the lines and people whose answer puts most lines right; one key is an answer.

    Every answer is a correction like any other, kept at once. Stop when you like: the same command goes on
    from there. Where nobody is at a terminal, each line that is piped in is an answer.

    Examples:

    - `fabula review emma.fabula`: until there is nothing left to ask
    - `fabula review emma.fabula --most 20`: twenty questions
    """
    from fabula.amounts import counted
    from fabula.cli.plain import write
    from fabula.cli.progress import working
    from fabula.reviewing import open_review

    with working(f"opening {world.name}"):
        opened = open_review(world, work)
    asked = answers = changed = 0
    with opened:
        while most is None or asked < most:
            question = opened.next()
            if question is None:
                write("There is nothing left to ask.\n")
                break
            _show(opened.reading, question)
            done = _answered(opened, question)
            if done is None:
                break
            asked += 1
            answers += done[0]
            changed += done[1]
    # somebody may have undone more than this round has answered
    what = f"{counted(max(answers, 0), 'answers')}, which changed {counted(max(changed, 0), 'lines')}"
    write(f"{what}; fabula correct list has them\n")


def _answered(opened: Review, question: Question) -> tuple[int, int] | None:
    """How many answers there are more, and changed lines; None where the user stops.

    A key that is none is asked for again.
    """
    from fabula.amounts import counted
    from fabula.cli.ends import say
    from fabula.cli.plain import write
    from fabula.cli.progress import working
    from fabula.errors import FabulaError, WorldError

    while True:
        key = read_key()
        if key in ("", "q", "\x03", "\x04"):
            return None
        try:
            with working("working out what follows"):
                if key == "s":
                    opened.skip(question)
                    return 0, 0
                if key == "u":
                    changed = opened.undo()
                elif key == "x" and question.quote is not None:
                    changed = opened.not_speech(question)
                elif key == "n":
                    changed = opened.answer(question, None)
                elif key.isdecimal() and 1 <= int(key) <= len(question.choices):
                    changed = opened.answer(question, question.choices[int(key) - 1])
                else:
                    write(f"{_keys(question)}\n")
                    continue
        except WorldError:
            raise  # another program has changed the work, or the disk is full: so would every answer end
        except FabulaError as error:
            say(str(error))
            if key != "u":
                opened.skip(question)
                return 0, 0
            continue
        write(f"{counted(changed, 'lines')} changed\n\n")
        return (-1, -changed) if key == "u" else (1, changed)


def read_key() -> str:
    """The key that the user presses; from a pipe the first character of a line; nothing at its end."""
    sys.stdout.flush()
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return line.strip()[:1].casefold() or ("s" if line else "")
    try:
        import termios
        import tty
    except ImportError:
        return _key_of_windows()
    handle = sys.stdin.fileno()
    before = termios.tcgetattr(handle)
    try:
        tty.setcbreak(handle)
        return sys.stdin.read(1).casefold()
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)


def _key_of_windows() -> str:
    key: str = import_module("msvcrt").getwch()
    if key == "\x03":  # Ctrl-C, which comes as a key here
        raise KeyboardInterrupt
    return key.casefold()


def _show(reading: Reading, question: Question) -> None:
    """Write what is asked about in its place, the question and the choices."""
    from fabula.cli.plain import clean, shorten, write
    from fabula.world.names import namesakes

    place = reading.place(question.offset)
    write(f"── {clean(place)}\n" if place else "──\n")
    if question.quote is not None:
        start, end = question.quote.start, question.quote.end
        said = clean(reading.work.text.reads(start, end))
        write(f"{_before(reading, start)}>>> {said} <<<{_after(reading, end)}\n")
    elif question.person is not None:
        own = [quote for quote in reading.quotes if quote.speaker == question.person]
        for quote in own[:LINES_SHOWN]:
            write(f"  {shorten(quote.text, LONGEST)}\n")
    write(clean(question.words) + "\n")
    shared = namesakes((entity.id, entity.name) for entity in reading.entities)
    for number, entity in enumerate(question.choices, 1):
        named = f"{entity.name} (#{entity.id})" if entity.id in shared else entity.name
        write(clean(f"{number} {named}").join(("  ", "\n")))
    write(f"[{_keys(question)}] ")


def _keys(question: Question) -> str:
    return KEYS if question.quote is not None else PERSON_KEYS


def _before(reading: Reading, start: int) -> str:
    from fabula.cli.plain import clean

    words = reading.work.text.reads(max(0, start - BEFORE), start)
    cut = words.find(" ") + 1 if start > BEFORE else 0
    return "".join(f"{clean(part)}\n" if part.strip() else "" for part in words[cut:].split("\n\n"))


def _after(reading: Reading, end: int) -> str:
    from fabula.cli.plain import clean

    words = reading.work.text.reads(end, min(len(reading.text), end + AFTER))
    parts = [clean(part) for part in words.split("\n\n")]
    first = "\n" if words[:1].isspace() and not parts[0] else " "
    return first + "\n".join(part for part in parts if part)
