"""Counts what Chromium takes off the wire for the home page and for a page after it; prints one JSON object."""

import json
import os
import shutil

from playwright.sync_api import CDPSession, sync_playwright


def counted(session: CDPSession) -> list[float]:
    """Return a list that grows with the encoded length of each response."""
    lengths: list[float] = []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: lengths.append(event["encodedDataLength"]))
    return lengths


def main() -> None:
    """Open home, then the catalogue, in a phone-sized window with an empty cache."""
    url = os.environ["BENCH_URL"]
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-background-networking"]
        )
        page = browser.new_page(viewport={"width": 390, "height": 844})
        lengths = counted(page.context.new_cdp_session(page))
        page.goto(f"{url}/", wait_until="networkidle")
        first = sum(lengths)
        page.goto(f"{url}/thu-tuc/1.001193/", wait_until="networkidle")
        print(json.dumps({"first page": int(first), "a later page": int(sum(lengths) - first)}))
        browser.close()


if __name__ == "__main__":
    main()
