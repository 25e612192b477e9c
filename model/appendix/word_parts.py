"""Parts of a DOCX that python-docx has no words for: house styles, footnotes, and the trace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from model.appendix.document import Appendix
from model.appendix.embedding import NAMESPACE, trace_text
from model.appendix.house import ACCENT, MARGIN, OWN, RULE, SHADE, SIZES

LETTERS = "Arial"  # every office has it, or letters of the same widths
MONO = "Courier New"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
WORD_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
ITEM_ID = "{8F0C2C5E-6F1B-5B3C-9C3D-46554C435255}"
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)  # a file does not tell when it was made
STYLES = {
    # id: name, based on, size in half points, paragraph properties, run properties
    "Caveat": ("Caveat", "BodyText", 20, f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="6" w:color="{ACCENT[1:]}"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{SHADE[1:]}"/><w:spacing w:before="60" w:after="60"/>', ""),  # noqa: E501
    "TableText": ("Table Text", "Normal", 16, '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>', ""),  # noqa: E501
    "TableTextSmall": ("Table Text Small", "TableText", 14, "", ""),
    "TableEnd": ("Table End", "Normal", 8, '<w:spacing w:before="0" w:after="60"/>', ""),
    "Picture": ("Picture", "Normal", 20, '<w:spacing w:before="120" w:after="40"/>', ""),
    "FileText": ("File Text", "Normal", 16, f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE[1:]}"/><w:spacing w:before="0" w:after="0"/>', f'<w:rFonts w:ascii="{MONO}" w:hAnsi="{MONO}" w:cs="{MONO}"/>'),  # noqa: E501
    "AnalystText": ("Analyst Text", "Normal", 20, f'<w:pBdr><w:left w:val="dashed" w:sz="12" w:space="6" w:color="A66A00"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{OWN[1:]}"/><w:spacing w:after="80"/>', ""),  # noqa: E501
    "TOC1": ("toc 1", "Normal", 20, '<w:spacing w:before="20" w:after="20"/>', ""),
    "FootnoteText": ("footnote text", "Normal", 16, '<w:spacing w:after="0"/>', ""),
}  # fmt: skip


def text_width(appendix: Appendix) -> float:
    """Millimetres between the margins."""
    return SIZES[appendix.paper][1] - 2 * MARGIN


def dressed(appendix: Appendix) -> Any:
    """An empty file in the house style, with page numbers."""
    import docx
    from docx.shared import Mm

    file = docx.Document()
    section = file.sections[0]
    section.page_width, section.page_height = (Mm(size) for size in SIZES[appendix.paper][1:])
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(MARGIN))
    dress_styles(file)
    number_pages(section, appendix.title)
    properties = file.core_properties
    properties.title, properties.author, properties.language = appendix.title, "Fulcrum", "en-GB"
    properties.subject = "Simulated worlds under stated assumptions; not a forecast"
    properties.comments, properties.keywords, properties.last_modified_by = "", "", "Fulcrum"
    properties.created = properties.modified = NO_DATE
    return file


def dress_styles(file: Any) -> None:
    """The letters, sizes and colours of every style in use."""
    from docx.oxml import parse_xml
    from docx.shared import Pt, RGBColor

    accent = RGBColor.from_string(ACCENT[1:])
    sizes = {"Normal": 10, "Title": 22, "Subtitle": 12, "Heading 1": 15, "Heading 2": 11.5, "Caption": 9, "Body Text": 10, "List Bullet": 10, "TOC Heading": 13}  # fmt: skip  # noqa: E501
    for name, size in sizes.items():
        style = file.styles[name]
        style.font.name, style.font.size = LETTERS, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[key]
        for spaced in style.element.rPr.findall(f"{{{W}}}spacing"):
            style.element.rPr.remove(spaced)
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(f"{{{W}}}{kind}", LETTERS)
        if name in ("Title", "Heading 1", "Heading 2", "TOC Heading"):
            style.font.color.rgb, style.font.bold = accent, True
        elif name in ("Caption", "Subtitle"):
            style.font.color.rgb, style.font.bold, style.font.italic = RGBColor(0x22, 0x22, 0x22), False, False
    file.styles["Body Text"].paragraph_format.space_after = Pt(6)
    for key, (name, base, size, paragraph, letters) in STYLES.items():
        own = f'<w:rPr>{letters}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        file.styles.element.append(parse_xml(f'<w:style xmlns:w="{W}" w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr>{own}</w:style>'))  # fmt: skip  # noqa: E501
    file.styles.element.append(parse_xml(REFERENCE_STYLE))
    file.styles.element.append(parse_xml(TABLE_STYLE))


REFERENCE_STYLE = f'<w:style xmlns:w="{W}" w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'  # noqa: E501
LINE = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE[1:]}"'
TABLE_STYLE = f"""<w:style xmlns:w="{W}" w:type="table" w:customStyle="1" w:styleId="HouseTable">
<w:name w:val="House Table"/>
<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:bottom {LINE}/><w:insideH {LINE}/></w:tblBorders>
<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="12" w:space="0" w:color="{ACCENT[1:]}"/></w:tcBorders>
<w:shd w:val="clear" w:color="auto" w:fill="{SHADE[1:]}"/></w:tcPr></w:tblStylePr></w:style>"""


def number_pages(section: Any, title: str) -> None:
    """The title above every page, the number of the page below it."""
    from docx.oxml import parse_xml

    def shown(inner: str) -> Any:
        return parse_xml(f'<w:p xmlns:w="{W}"><w:pPr><w:jc w:val="center"/></w:pPr>{inner}</w:p>')

    def text(said: str) -> str:
        return f'<w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t xml:space="preserve">{escape(said)}</w:t></w:r>'

    def counted(code: str) -> str:
        return f'<w:fldSimple w:instr=" {code} ">{text("1")}</w:fldSimple>'

    for part, inner in (
        (section.header, text(f"{title} · not a forecast")),
        (section.footer, f"{text('Page ')}{counted('PAGE')}{text(' of ')}{counted('NUMPAGES')}"),
    ):
        for old in list(part.paragraphs):
            old._element.getparent().remove(old._element)
        part._element.append(shown(inner))


def add_footnotes(file: Any, notes: Sequence[str]) -> None:
    """The part with the footnotes, each the XML of its runs."""
    if not notes:
        return
    ends = (("separator", 0), ("continuationSeparator", -1))
    parts = [f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>' for kind, n in ends]  # fmt: skip  # noqa: E501
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>'  # noqa: E501
    for number, runs in enumerate(notes, 1):
        inner = f'<w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>{mark}{runs}</w:p>'
        parts.append(f'<w:footnote w:id="{number}">{inner}</w:footnote>')
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes xmlns:w="{W}">{"".join(parts)}</w:footnotes>'  # noqa: E501
    add_part(file.part, "/word/footnotes.xml", f"{WORD_TYPES}.footnotes+xml", xml, f"{OFFICE}/relationships/footnotes")


def add_trace(file: Any, trace: Mapping[str, Any]) -> None:
    """The trace as a custom part, which office suites keep when they save the file."""
    xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<trace xmlns="{NAMESPACE}">{escape(trace_text(trace))}</trace>'
    item = add_part(file.part, "/customXml/item7.xml", "application/xml", xml, f"{OFFICE}/relationships/customXml")
    about = f'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<ds:datastoreItem ds:itemID="{ITEM_ID}" xmlns:ds="{OFFICE}/customXml"><ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'  # noqa: E501
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    add_part(item, "/customXml/itemProps7.xml", kind, about, f"{OFFICE}/relationships/customXmlProps")


def add_part(owner: Any, name: str, kind: str, xml: str, relation: str) -> Any:
    """A part of the package that another refers to."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    part = Part(PackURI(name), kind, xml.encode(), owner.package)
    owner.relate_to(part, relation)
    return part
