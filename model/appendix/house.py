"""The house style of every file: one ink, one accent, letters that every reader has, A4 or Letter."""

from __future__ import annotations

from model.charts.look import INK

ACCENT = "#1F3A5F"
RULE = "#B8C2CC"
SHADE = "#EEF2F6"
OWN = "#FFF8E6"
SIZES = {"a4": ("A4", 210.0, 297.0), "letter": ("letter", 215.9, 279.4)}  # name in CSS, millimetres
FAMILY = '"Source Sans 3", "Source Sans Pro", "Liberation Sans", Arial, sans-serif'
MARGIN = 20.0  # millimetres; in the summary, which holds one page, less
NARROW = 14.0
PICTURE = 0.84  # of the width of the text, so that two stand on a page
TYPST_PAPERS = {"a4": "a4", "letter": "us-letter"}


def css(paper: str, title: str) -> str:
    """The style of the page on a screen and in print; a printed page bears the title below."""
    below = f'"{css_text(title)} · not a forecast · page " counter(page) " of " counter(pages)'
    return f"""
@page {{ size: {SIZES[paper][0]}; margin: {MARGIN}mm; @bottom-center {{ content: {below}; font: 8pt {FAMILY}; color: {INK}; }} }}
html {{ color: {INK}; background: white; font: 16px/1.5 {FAMILY}; }}
body {{ max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem; overflow-wrap: break-word; }}
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
th, td {{ padding: .3rem .45rem; overflow-wrap: break-word; }} th.right, td.right {{ text-align: right; font-variant-numeric: tabular-nums; }}
thead {{ display: table-header-group; }} tr {{ break-inside: avoid; }}
figure {{ margin: 1.5rem 0; break-inside: avoid; }} figure svg {{ max-width: 100%; height: auto; }}
figcaption {{ font-size: .9rem; }}
pre.file {{ background: {SHADE}; padding: .75rem; font-size: .8rem; white-space: pre-wrap; overflow-wrap: anywhere; }}
aside.analyst {{ background: {OWN}; border: 1px dashed #A66A00; padding: .5rem 1rem; }} .whose {{ font-weight: bold; }}
.notes {{ font-size: .85rem; border-top: 1px solid {RULE}; margin-top: 2rem; }} .notes p {{ display: inline; }}
sup.mark a {{ text-decoration: none; }}
@media print {{
  body {{ max-width: none; padding: 0; font-size: 10pt; line-height: 1.35; }} p, ul {{ margin: .5em 0; }} nav {{ break-after: page; }}
  h2 {{ font-size: 14pt; margin-top: 1.5em; }} h3 {{ font-size: 11pt; margin-top: 1em; }} h2, h3, caption {{ break-after: avoid; }}
  .scroll {{ overflow: visible; margin: .75em 0; }} table {{ font-size: 8pt; line-height: 1.25; }} th, td {{ padding: .15em .4em; }}
  caption {{ break-inside: avoid; }}
  thead, tbody tr:nth-child(-n+2) {{ break-after: avoid; }} tbody tr:nth-last-child(2) {{ break-after: avoid; }} p, li {{ orphans: 2; widows: 2; }}
  figure {{ margin: .75em 0; }} figure svg {{ width: {PICTURE:.0%}; }} section.notes {{ break-before: avoid; }}
}}
"""  # noqa: E501


def css_text(text: str) -> str:
    """A text inside the quotes of CSS: all but plain letters, digits and blanks by their numbers."""
    return "".join(c if c.isascii() and (c.isalnum() or c == " ") else f"\\{ord(c):x} " for c in text)
