"""The embedded speech model, converted once from the weights inside its package."""

from setup import stamps
from setup.house import MODELS, PYTHON, SERVER
from setup.steps import run

CONVERT = """
import pathlib, sys
from voicetodo.speech.moonshine.convert import ensure_model
ensure_model(pathlib.Path(sys.argv[1]), progress=print)
"""


def ensure() -> None:
    """Convert the model into `.setup/models/` when the converter or the packages with the weights changed."""
    print_ = stamps.fingerprint([SERVER / "uv.lock", SERVER / "voicetodo" / "speech" / "moonshine"])
    if stamps.is_current("speech", print_, result=MODELS):
        return
    stamps.forget("speech")
    run("Speech model, converted once (about 20 s)", [str(PYTHON), "-c", CONVERT, str(MODELS)])
    stamps.mark("speech", print_)
