"""What the commands of ``fabula evaluate`` share: progress over a corpus, and how a report is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fabula.cli.progress import ReadingProgress
    from fabula.evaluation import Report
    from fabula.evaluation.run import Progress

_CALIBRATION = "how far confidences can be believed: calibration error in points, accuracy of the surest"
_FORMS = "what each form of the text costs: speakers, and the loss in points against the text as printed"


def counted(progress: ReadingProgress) -> Progress:
    """Progress over a corpus: the documents are one stage, not a stage each."""
    return lambda _name, done, total: progress("documents read", done, total)


def show(report: Report, as_json: bool) -> None:
    """Writes a report as tables, or as JSON."""
    from fabula.cli.plain import write, write_json
    from fabula.cli.table import write_table

    if as_json:
        write_json(report.as_json())
        return
    title = f"{report.system} on {report.corpus}, {report.split}"
    for number, group in enumerate(report.groups):
        if number:
            write("\n")
        headings, rows = report.table(group)
        write_table(headings, rows, f"{title}: {group}" if group else title, len(headings) - 1)
    if report.calibration:
        write("\n")
        headings, rows = report.calibration_table()
        write_table(headings, rows, _CALIBRATION, len(headings) - 1)
    if report.forms:
        write("\n")
        headings, rows = report.forms_table()
        write_table(headings, rows, _FORMS, len(headings) - 1)
