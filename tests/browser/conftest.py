"""One Chromium for all of these tests, which never leaves this machine by itself."""

from __future__ import annotations

import shutil

import pytest


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    arguments = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=[*arguments.split(), "--disable-sync", "--no-first-run"],
        )
        yield browser
        browser.close()
