"""A served installation, a signed-in browser, and a microphone that plays a file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from tests.browser.site import ROOT, Site
from tests.browser.steps import sign_in
from tests.browser.takes import PHRASE, native_take, with_room, write_wav
from tests.factories.connection import Connection
from tests.factories.templates import made_once

FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--autoplay-policy=no-user-gesture-required",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]

OpenBrowser = Callable[..., Browser]

# Two cores may have to run two sites, two browsers and four test processes at once.
expect.set_options(timeout=20_000)


@pytest.fixture(autouse=True)
def served_elsewhere(no_cover: None) -> None:
    """Measure no coverage: the application runs in processes beside this one."""


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Debian's Chromium is."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not found:
        pytest.skip("no Chromium: install it (Debian: apt install chromium)")
    return found


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def installed(
    chromium: str,
    engine_config: object,
    of_all_processes: Path,
    migrated: Path,
    collected: Path,
) -> Path:
    """An installation's files before anybody used it; skipped early without a browser."""
    if not (ROOT / "node_modules").is_dir():
        pytest.skip("no front-end packages: run bin/start --setup-only")
    return made_once(
        of_all_processes / "installed",
        lambda folder: Site(folder).install(migrated, collected),
    )


@pytest.fixture(scope="session")
def site(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The whole application with its shipped models."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(installed, folder, dirs_exist_ok=True)
    site = Site(folder)
    site.serve()
    yield site
    site.stop()


@pytest.fixture(scope="session")
def take(tmp_path_factory: pytest.TempPathFactory, engine_config: object) -> np.ndarray:
    """The phrase said by a native or, without a corpus, by the model voice."""
    data = Path(os.environ.get("SPEECH_DATA", ROOT.parent / "shared" / "data"))
    if (data / "ravdess" / "manifest.csv").is_file():
        return native_take(data)
    import soundfile

    import emotion_engine as engine

    path = tmp_path_factory.mktemp("voice") / "phrase.wav"
    engine.synthesize_reference(PHRASE, config=engine_config, out=path)
    return with_room(soundfile.read(path, dtype="float32")[0])


@pytest.fixture(scope="session")
def microphone_file(take: np.ndarray, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that the fake microphone plays in a loop."""
    return write_wav(tmp_path_factory.mktemp("microphone") / "take.wav", take)


@pytest.fixture(scope="session")
def open_browser(playwright: Playwright, chromium: str) -> Iterator[OpenBrowser]:
    """Start Chromium with extra flags; closed after the test."""
    opened: list[Browser] = []

    def start(*flags: str, without: str = "") -> Browser:
        kept = [flag for flag in FLAGS if flag != without]
        browser = playwright.chromium.launch(
            executable_path=chromium, args=[*kept, *flags]
        )
        opened.append(browser)
        return browser

    yield start
    for browser in opened:
        browser.close()


@pytest.fixture(scope="session")
def browser(open_browser: OpenBrowser, microphone_file: Path) -> Browser:
    """A browser whose microphone says the phrase."""
    return open_browser(f"--use-file-for-fake-audio-capture={microphone_file}")


@pytest.fixture(scope="session")
def signed_in(site: Site, browser: Browser) -> dict:
    """The cookies of the demo learner."""
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    sign_in(page, site)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def connection(site: Site) -> Iterator[Connection]:
    """A connection to the site that a test can cut."""
    connection = Connection(site.port)
    yield connection
    connection.close()


@pytest.fixture
def context(site: Site, browser: Browser, signed_in: dict) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=site.url, storage_state=signed_in, permissions=["microphone"]
    )
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page of the signed-in learner; an error in a script fails the test."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []
