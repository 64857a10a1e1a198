"""The words after ``fabula`` make no command: what was wrong, and what would be right (F55x, F56x)."""

from __future__ import annotations

from fabula.errors.kinds import CommandError


def bad_value(option: str, value: str, right: str) -> CommandError:
    """An option has a value that it cannot have."""
    return CommandError("F551", f"{option} is {value!r}; it must be {right}")


def value_missing(option: str, right: str) -> CommandError:
    """An option stands without the value that belongs after it."""
    return CommandError("F552", f"{option} needs a value after it: {right}")


def value_unwanted(option: str) -> CommandError:
    """An option that is there or not has a value."""
    return CommandError("F553", f"{option} takes no value; give {option} alone")


def option_missing(command: str, option: str, right: str) -> CommandError:
    """An option that must be there is not."""
    return CommandError("F554", f"{command} needs {option}: {right}")


def argument_missing(command: str, argument: str, meaning: str) -> CommandError:
    """A command stands without what it is about."""
    meant = (meaning[:1].lower() + meaning[1:]).partition(". ")[0].rstrip(".")
    return CommandError(
        "F555", f"{command} needs a {argument}: {meant}; fabula {command} --help has examples"
    )


def words_left_over(command: str, wanted: str, left: str) -> CommandError:
    """There are more words than the command takes; ``wanted``: what it takes, or nothing."""
    right = "a name with spaces in it needs quotation marks" if wanted else "leave it out"
    takes = f"one {wanted}" if wanted else "no names,"
    return CommandError("F556", f"{command} takes {takes} and {left!r} is left over; {right}")


def no_such_option(command: str, option: str, near: str) -> CommandError:
    """A command has no option of that name."""
    right = f"did you mean {near}?" if near else f"{' '.join(['fabula', *command.split()])} --help lists them"
    return CommandError("F557", f"{command or 'fabula'} has no option {option}; {right}")


def no_such_command(name: str, right: str) -> CommandError:
    """There is no command of that name."""
    return CommandError("F558", f"there is no command {name!r}; {right}")


def command_missing(known: str) -> CommandError:
    """Options stand without a command."""
    return CommandError("F559", f"a command is missing: {known}; fabula --help says more")


def not_understood(command: str, problem: str) -> CommandError:
    """The command line makes no sense in another way."""
    return CommandError("F560", f"{command}: {problem}; --help has examples")


def options_contradict(option: str, others: str, why: str) -> CommandError:
    """Two options do not go together."""
    return CommandError("F561", f"{option} does not go with {others}: {why}")
