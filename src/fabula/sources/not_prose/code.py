"""Program code, whatever the language: lines that end, begin and are parted as no sentence is."""

from __future__ import annotations

import re

from fabula.sources.not_prose.sample import Sample

_LINE = re.compile(
    "|".join(
        (
            r"[^\w\"'“”‘’*.…–—-]*[{}\[\]()][^\w\"'“”‘’*.…–—-]*$",  # "});"
            r".*[\w)\]>'\"]\s*\{$",
            r".*\)\s*;$",
            r"(?:return|break|continue|throw|yield|pass|raise|delete)(?:\s[^.!?]*)?;?$",
            r"(?:[a-z]\w*\s+){0,2}[A-Za-z_$@][\w.$\[\]'\"]*(?:\s*:\s*[\w.\[\]<>|, ]+)?\s*"
            r"(?:[-+*/%|&^]|<<|>>|:|\?\?)?=(?![=>])\s*\S",  # "total += 1"
            r"(?:async\s+)?def\s+[\w.]+[?!]?\s*(?:\(|$)",
            r"(?:[a-z]+\s+){0,3}(?:class|struct|enum|interface|trait|impl|namespace|module)\s+\w[^.!?]*[:{]$",
            r"import\s+[\w.*]+(?:\s+as\s+\w+)?;?$",
            r"import\s+.*\sfrom\s+['\"].*['\"];?$",
            r"from\s+[\w.]+\s+import\s+[\w.*(, ]+$",
            r"(?:use|using|package|require|include)\s+['\"]?[\w:.\\/{}, ]+['\"]?;$",
            r"#\s*(?:include|define|ifdef|ifndef|if|else|endif|pragma)\b",
            r"(?:public|private|protected|static|void|int|float|double|bool|char|unsigned|const|final|export"
            r"|async|fn|func|function|let|var|pub|typedef|template)\b.*[;{(,)]$",
            r"(?:if|elif|for|while|with|except|switch|case|catch)\b[^.!?“”]*[:{]$",
            r"(?:\}\s*)?(?:else|try|finally|do|default)\s*[:{]$",
            r"(?:end|fi|done|esac|then|begin)$",
            r"[A-Za-z_$][\w.:$]*(?:->\w+)*\(.*\)[;:,]?$",  # "print(total)"
            r"(?:puts|print|echo|printf|require)\s+['\"$]",
            r"(?:SELECT\b.*|FROM\s+\w+.*|INSERT INTO\b.*|CREATE (?:TABLE|INDEX|VIEW)\b.*|UPDATE \w+ SET\b.*"
            r"|DELETE FROM\b.*|(?:ALTER|DROP) TABLE\b.*|VALUES\s*\(.*|WHERE\b.*[=<>].*)$",
            r"(?:CREATE|ALTER|DROP|GRANT|REVOKE|COMMENT ON)\s.*|LANGUAGE\s+\w+.*;$|AS\s+[$'].*|\(.*\)[,;]$",
            r"[a-z-]+\s*:\s*[^;{}“”]*;$|[\w.#@*:][^{}“”]*\{[^{}“”]*\}$",  # CSS
            r"\((?:def\w*|let\*?|lambda|cond|setq|if|ns|require|module)\b",
            r".*[\w)\]]\s*(?:=>|->|&&|\|\||==|!=|::)\s*[\w({\[]",
        )
    )
)
_COMMENT = re.compile(r"//|/\*|\*/|\*\s|\*$|#(?!\w)|--\s|;;|<!--")
_COMMENTS = re.compile(r"/\*.*?\*/|\"{3}.*?\"{3}", re.DOTALL)
_SCRIPT = re.compile(r"#!\s*/[\w/.-]+(?: \S+)?$|<\?php\s|diff --git a/", re.MULTILINE)
_PATCH = re.compile(r"^diff --(?:git|cc) .*\n(?:.*\n){0,6}?@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@", re.MULTILINE)
"""What changes of files look like, under whatever mail or message they are sent."""
_FEW, _SHARE = 5, 0.35
_SHORT, _SHORT_SHARE = 3, 0.6


def kind_of(sample: Sample) -> str:
    """ "program code", or empty."""
    if not sample.lines:
        return ""
    told = _COMMENTS.sub("", "\n".join(sample.lines))
    lines = [line for each in told.splitlines() if (line := each.strip()) and not _COMMENT.match(line)]
    code = sum(_LINE.match(line) is not None for line in lines)
    script = _SCRIPT.match(sample.head) is not None or _PATCH.search(sample.head) is not None
    much = code >= _FEW and code >= _SHARE * len(lines)
    short = code >= _SHORT and code >= _SHORT_SHARE * len(lines)
    return "program code" if script or much or short else ""
