"""What the scripts of ``chatmock completion`` complete, in the shells themselves."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = ROOT / "chatmock" / "commands" / "completions"
COMPLETED = {
    "chatmock valid": "validate",
    "chatmock serve --port-": "--port-file",
    "chatmock serve --era tod": "today",
    "chatmock serve --seed lun": "lunch",
    "chatmock serve --state READ": "README.md",
    "chatmock check --provider conn": "connectycube",
    "chatmock completion fi": "fish",
}
_BASH = """
source "$1"
COMP_WORDS=($2) COMPREPLY=()
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_shtab_chatmock
printf '%s\\n' "${COMPREPLY[@]}"
"""
_ZSH = r"""
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "export TERM=dumb; autoload -Uz compinit; compinit -D -u; eval \"\$(cat '$1')\"; print rea''dy"
zpty -r -m z line '*ready*'
zpty -w -n z "$2"$'\t'
zpty -r -m z line "*$3*" && print -r -- "$3"
"""


def run(*command):
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60).stdout.split()


@pytest.mark.parametrize(("typed", "completed"), COMPLETED.items(), ids=[*COMPLETED])
def test_bash_completes_values(typed, completed):
    if shutil.which("bash") is None:
        pytest.skip("there is no bash")
    assert run("bash", "-c", _BASH, "bash", SCRIPTS / "bash", typed) == [completed]


@pytest.mark.parametrize(("typed", "completed"), COMPLETED.items(), ids=[*COMPLETED])
def test_zsh_completes_values(typed, completed):
    if shutil.which("zsh") is None:
        pytest.skip("there is no zsh: scripts/debian-packages installs it on Debian")
    assert run("zsh", "-f", "-c", _ZSH, "zsh", SCRIPTS / "zsh", typed, completed) == [completed]


@pytest.mark.parametrize(("typed", "completed"), COMPLETED.items(), ids=[*COMPLETED])
def test_fish_completes_values(typed, completed):
    if shutil.which("fish") is None:
        pytest.skip("there is no fish")
    found = run("fish", "-c", 'source $argv[1]; complete -C "$argv[2]"', str(SCRIPTS / "fish"), typed)
    assert completed in found
