"""Draws all icons, and the ground of sharing images, from the mark (templates/includes/leaf.html).

    .venv/bin/python -m scripts.icons

Chromium draws them, since Pillow reads no SVG. What it writes is committed: nothing is drawn where
the site is installed. Run it again after a change of the mark, of the head or of the colours.
"""

import os
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_project.settings.test")
django.setup()

from django.template import engines  # noqa: E402  after the set-up

from site_project.finders import bundle_text  # noqa: E402
from tests.browser.chromium import ARGUMENTS, find_chromium  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "site_project/static"
MARK = (ROOT / "templates/includes/leaf.html").read_text()
DISC, VEIN = re.findall(r' d="([^"]+)"', MARK)
BLADE = "M" + DISC.split("zM")[1]
# As in tokens.css, for files that no stylesheet reaches.
PAPER, PINE, PINE_ON_DARK = "#fbf8f3", "#1c5a49", "#93d8c0"
COLOURS = 64  # in flat drawings with soft edges

Draw = Callable[[str, int, int], Image.Image]

FAVICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><style>'
    f"path{{fill:{PINE};stroke:{PINE}}}"
    f"@media(prefers-color-scheme:dark){{path{{fill:{PINE_ON_DARK};stroke:{PINE_ON_DARK}}}}}"
    f'</style><path fill-rule="evenodd" stroke-width="0" d="{DISC}"/>'
    f'<path stroke-width="1.8" stroke-linecap="round" d="{VEIN}"/></svg>\n'
)
SHARING = """{{% load body_tags %}}<style>{css}
body {{ position: relative; width: 1200px; height: 630px; overflow: hidden; background: {paper};
  border-block-end: 18px solid {pine}; box-sizing: border-box }}
.niche {{ position: absolute; bottom: 0; width: 372px; overflow: hidden;
  border-radius: 186px 186px 0 0; background: var(--mist); padding-top: 44px }}
.leaf {{ position: absolute; left: 80px; top: 72px; width: 64px; height: 64px }}
{more}</style><body>{mark}{{% drawing "side" "suboccipitals trapezius" as drawing %}}
<div class="niche">{{% include "figures/figure.html" with name="x" unnumbered=True %}}</div>"""


def main() -> None:
    (STATIC / "favicon.svg").write_text(FAVICON)
    bare = "<!doctype html><style>body{margin:0}svg{display:block}</style>"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        page = browser.new_page(color_scheme="light")

        def draw(html: str, width: int, height: int) -> Image.Image:
            page.set_viewport_size({"width": width, "height": height})
            page.set_content(bare + html)
            return Image.open(BytesIO(page.screenshot(omit_background=True)))

        icons(draw)
        sharing(draw)
        browser.close()


def icons(draw: Draw) -> None:
    small, large = (draw(FAVICON, edge, edge) for edge in (16, 32))
    large.save(STATIC / "favicon.ico", sizes=[(16, 16), (32, 32)], append_images=[small])
    for edge in (192, 512):
        keep(draw(FAVICON, edge, edge), f"icons/icon-{edge}.png")
    # Launchers cut these to a shape of their own, so the leaf fills less of a full ground:
    # of a maskable icon, only the inner circle of four fifths is safe.
    keep(draw(on_pine("-1 -1 34 34"), 180, 180).convert("RGB"), "icons/apple-touch-icon.png")
    keep(draw(on_pine("-4 -4 40 40"), 512, 512).convert("RGB"), "icons/maskable-512.png")


def on_pine(box: str) -> str:
    """The leaf alone, on a ground from edge to edge."""
    return (
        f'<body style="background:{PINE}"><svg viewBox="{box}"><path fill="{PAPER}" d="{BLADE}"/>'
        f'<path stroke="{PINE}" stroke-width="1.7" stroke-linecap="round" d="{VEIN}"/></svg>'
    )


def sharing(draw: Draw) -> None:
    with_room = ".niche { right: 76px }"
    alone = ".niche { left: 414px } .leaf { display: none }"
    for name, more in (("ground", with_room), ("plain", alone)):
        source = SHARING.format(css=bundle_text(), paper=PAPER, pine=PINE, mark=MARK, more=more)
        html = engines["django"].from_string(source).render()
        keep(draw(html, 1200, 630).convert("RGB"), f"sharing/{name}.png")


def keep(picture: Image.Image, name: str) -> None:
    few = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(STATIC / name, optimize=True)


if __name__ == "__main__":
    main()
