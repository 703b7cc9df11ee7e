"""
The page on a slow phone: until the first words can be read, and how much travels for them.
"""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.figures import line
from bench.serving import ROOT, serving

TIMES = 5
# A phone of the cheaper kind on a slow 4G, as Lighthouse has it.
SLOWER_BY = 4
NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6 * 1024 * 1024 / 8,
    "uploadThroughput": 750 * 1024 / 8,
}
PHONE = {"width": 360, "height": 720}
READ = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
TRAVELLED = """[
  1 + performance.getEntriesByType("resource").filter((each) => each.renderBlockingStatus === "blocking").length,
  performance.getEntriesByType("navigation")[0].encodedBodySize,
]"""
FOLDER = ROOT / "bot" / "channels" / "web"


def page_lines() -> Iterator[str]:
    """
    First words, and the weight of all files of the page and the widget.
    """
    chromium = shutil.which("chromium")
    if chromium is None:
        yield line("page: first message on a slow phone", "NO CHROMIUM", "<= 500 ms")
    else:
        with serving(FIRSTHOURS_NLU="light") as server:
            shown, requests, size = first_message(
                chromium, f"http://{server.host}:{server.port}/chat"
            )
        yield line("page: first message on a slow phone", f"{shown:.0f} ms", "<= 500 ms")
        travelled = f"{requests}, {size / 1000:.1f} KB"
        yield line("page: requests before the first message", travelled, "1")
    yield line("page: all files, compressed", f"{weight(FOLDER) / 1000:.1f} KB", "< 30 KB")


def weight(folder: Path) -> int:
    """
    The bytes of pages, styles and scripts, each compressed by itself.
    """
    kinds = {".html", ".css", ".js", ".svg"}
    files = [each for each in folder.rglob("*") if each.suffix in kinds]
    return sum(len(gzip.compress(each.read_bytes())) for each in files)


def first_message(chromium: str, address: str) -> tuple[float, int, int]:
    """
    Milliseconds until the welcome is painted, the middle of several visits; which requests it waits for, one after
    another, and the bytes of the page. Other than the time, these don't depend on what else the machine does.
    """
    from playwright.sync_api import sync_playwright

    times: list[float] = []
    requests = size = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for _ in range(TIMES):
            context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
            page = context.new_page()
            session = context.new_cdp_session(page)
            session.send("Network.enable")
            session.send("Network.emulateNetworkConditions", NETWORK)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_BY})
            page.goto(address)
            page.wait_for_function(READ)
            times.append(float(page.evaluate(READ)))
            requests, size = page.evaluate(TRAVELLED)
            context.close()
        browser.close()
    return median(times), requests, size
