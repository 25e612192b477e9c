"""The house style of every file: one ink, one accent, letters that every reader has, A4 or Letter."""

from __future__ import annotations

from model.charts.look import INK

ACCENT = "#1F3A5F"
RULE = "#B8C2CC"
SHADE = "#EEF2F6"
OWN = "#FFF8E6"
SIZES = {"a4": ("A4", 210.0, 297.0), "letter": ("letter", 215.9, 279.4)}  # name in CSS, millimetres
MARGIN = 20.0  # millimetres; in the summary, which holds one page, less
NARROW = 14.0
PICTURE = 0.84  # of the width of the text, so that two stand on a page
TYPST_PAPERS = {"a4": "a4", "letter": "us-letter"}


def css(paper: str) -> str:
    """The style of the page on a screen and in print."""
    return f"""
@page {{ size: {SIZES[paper][0]}; margin: {MARGIN}mm; @bottom-center {{ content: counter(page); }} }}
html {{ color: {INK}; background: white; font: 16px/1.5 "Source Sans 3", "Source Sans Pro", "Liberation Sans", Arial, sans-serif; }}
body {{ max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem; }}
h1, h2, h3 {{ color: {ACCENT}; line-height: 1.25; break-after: avoid; }}
h1 {{ font-size: 2rem; border-bottom: 3px solid {ACCENT}; padding-bottom: .5rem; }}
h2 {{ font-size: 1.4rem; margin-top: 2.5rem; border-bottom: 1px solid {RULE}; padding-bottom: .25rem; }}
h2.plain {{ border: 0; margin-top: 1rem; }}
h3 {{ font-size: 1.1rem; margin-top: 1.75rem; }}
.subtitle {{ font-size: 1.1rem; color: #444; }}
.caveat {{ border-left: 4px solid {ACCENT}; padding: .25rem 0 .25rem .75rem; background: {SHADE}; }}
ol.contents {{ list-style: none; padding: 0; columns: 2; }} ol.contents a {{ text-decoration: none; }}
a {{ color: {ACCENT}; }}
.scroll {{ overflow-x: auto; margin: 1.25rem 0; }}
table {{ border-collapse: collapse; width: 100%; font-size: .85rem; line-height: 1.35; }}
caption {{ text-align: left; padding: .4rem 0; caption-side: top; font-size: .9rem; }}
th {{ background: {SHADE}; text-align: left; border-bottom: 2px solid {ACCENT}; vertical-align: bottom; }}
td {{ border-bottom: 1px solid {RULE}; vertical-align: top; }}
th, td {{ padding: .3rem .45rem; overflow-wrap: break-word; }} td.right {{ text-align: right; font-variant-numeric: tabular-nums; }}
thead {{ display: table-header-group; }} tr {{ break-inside: avoid; }}
figure {{ margin: 1.5rem 0; break-inside: avoid; }} figure svg {{ max-width: 100%; height: auto; }}
figcaption {{ font-size: .9rem; }}
pre.file {{ background: {SHADE}; padding: .75rem; font-size: .8rem; white-space: pre-wrap; overflow-wrap: anywhere; }}
aside.analyst {{ background: {OWN}; border: 1px dashed #A66A00; padding: .5rem 1rem; }} .whose {{ font-weight: bold; }}
.notes {{ font-size: .85rem; border-top: 1px solid {RULE}; margin-top: 2rem; }} .notes p {{ display: inline; }}
sup.mark a {{ text-decoration: none; }}
@media print {{ body {{ max-width: none; padding: 0; font-size: 10pt; }} .scroll {{ overflow: visible; }} h2 {{ break-before: auto; }} nav {{ break-after: page; }} table {{ font-size: 8pt; }} }}
"""  # noqa: E501
