# SPDX-License-Identifier: MIT
"""One ODT, ODS or ODP for each thing that may not come along, in each place where it can be written. EVIL
stands in all of it, and KEPT in what the user must still have afterwards."""
import base64

from open_documents import cell, document, image, paragraph, slide, table, text_frame
from word_documents import png

EVIL = "qZforbidden7"
KEPT = "このまま残る本文"
PICTURE = {"Pictures/a.png": png(text=EVIL.encode())}

ADDRESSES = {
    "script": f"javascript:{EVIL}()", "file": f"file:///etc/{EVIL}", "unc": f"\\\\{EVIL}\\share", "smb": f"smb://{EVIL}/a",
    "macro": f"vnd.sun.star.script:{EVIL}?language=Basic&amp;location=document", "old-macro": f"macro:///{EVIL}.Main()",
    "command": f".uno:{EVIL}", "service": f"service:{EVIL}", "slot": f"slot:{EVIL}", "private": f"private:{EVIL}",
    "mail": f"mailto:a@{EVIL}", "relative": f"../{EVIL}.odt", "plain": f"{EVIL}.exe", "user": f"http://{EVIL}@host/",
    "ftp": f"ftp://{EVIL}/", "data": f"data:text/html,{EVIL}", "package": f"vnd.sun.star.Package:{EVIL}",
    "help": f"vnd.sun.star.help://{EVIL}", "expand": f"vnd.sun.star.expand:$({EVIL})", "blank": f" javascript:{EVIL}",
    "anchor-scheme": f"#macro:{EVIL}", "anchor-path": f"#\\\\{EVIL}", "two-anchors": f"#a#{EVIL}",
    "upper": f"JAVASCRIPT:{EVIL}", "share": f"//{EVIL}/share",
}
LISTENER = ('<office:event-listeners><script:event-listener script:language="ooo:script" script:event-name="dom:load" '
            f'xlink:href="vnd.sun.star.script:{EVIL}" xlink:type="simple"/></office:event-listeners>')
ACTION = ('<office:event-listeners><presentation:event-listener script:event-name="dom:click" presentation:action="execute" '
          f'xlink:href="file:///{EVIL}"><presentation:sound xlink:href="file:///{EVIL}.wav"/></presentation:event-listener>'
          "</office:event-listeners>")
BINARY = f"<office:binary-data>{base64.b64encode(png(text=EVIL.encode())).decode()}{EVIL}</office:binary-data>"


def frame(content):
    return f'<draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char">{content}</draw:frame>'


# Within a paragraph, with what must stay.
WORDS = {
    **{f"link-{name}": f'<text:a xlink:type="simple" xlink:href="{where}">{KEPT}</text:a>'
       for name, where in ADDRESSES.items()},
    "link-event": f'<text:a xlink:href="http://good.example/" office:target-frame-name="{EVIL}">{LISTENER}{KEPT}</text:a>',
    "link-on-span": f'<text:span xlink:href="file:///{EVIL}" xlink:type="simple">{KEPT}</text:span>',
    "script": f'<text:script script:language="Basic" xlink:href="{EVIL}">{EVIL}</text:script>{KEPT}',
    "execute": f'<text:execute-macro text:name="{EVIL}">{LISTENER}{KEPT}</text:execute-macro>',
    "dde": f'<text:dde-connection text:connection-name="{EVIL}">{KEPT}</text:dde-connection>',
    "database": (f'<text:database-display text:database-name="{EVIL}" text:table-name="{EVIL}" text:column-name="{EVIL}">'
                 f'<form:connection-resource xlink:href="file:///{EVIL}"/>{KEPT}</text:database-display>'
                 f'<text:database-next text:database-name="{EVIL}" text:condition="{EVIL}"/>'
                 f'<text:database-row-select text:database-name="{EVIL}"/>'),
    "condition": f'<text:conditional-text text:condition="ooow:{EVIL}" text:string-value-if-true="{EVIL}">{KEPT}</text:conditional-text>',
    "hidden": f'<text:hidden-text text:condition="ooow:{EVIL}" text:string-value="{EVIL}">{KEPT}</text:hidden-text>',
    "expression": f'<text:expression text:formula="ooow:{EVIL}">{KEPT}</text:expression>',
    "variable": f'<text:variable-set text:name="{EVIL}" text:formula="ooow:{EVIL}">{KEPT}</text:variable-set>',
    "user-field": f'<text:user-field-get text:name="{EVIL}">{KEPT}</text:user-field-get>',
    "file-name": f'<text:file-name text:display="full" x:y="{EVIL}">{KEPT}</text:file-name>',
    "sender": f'<text:sender-email x:y="{EVIL}">{KEPT}</text:sender-email>',
    "sequence": f'<text:sequence text:name="Figure" text:formula="ooow:{EVIL}">{KEPT}</text:sequence>',
    "sequence-content": f'<text:sequence text:name="{EVIL}">{KEPT}</text:sequence>',
    "sequence-database": f'<text:sequence text:name="{EVIL}.table.column" text:formula="ooow:{EVIL}.table.column+1">{KEPT}</text:sequence>',
    "drop-down": f'<text:drop-down text:name="{EVIL}"><text:label text:value="{EVIL}"/>{KEPT}</text:drop-down>',
    "meta": f'<text:meta xhtml:about="{EVIL}" xhtml:property="{EVIL}">{KEPT}</text:meta>',
    "bibliography": f'<text:bibliography-mark text:url="file:///{EVIL}" text:identifier="{EVIL}">{KEPT}</text:bibliography-mark>',
    "stranger": f"<x:macro>{EVIL}</x:macro>{KEPT}", "stranger-attribute": f'<text:span x:y="{EVIL}">{KEPT}</text:span>',
    "style-attribute": f'<text:span text:style-name="file://{EVIL}">{KEPT}</text:span>',
    "number": f'<text:page-number style:num-format="{EVIL}://">{KEPT}</text:page-number>',
    "instruction": f"<?{EVIL} a?><!--{EVIL}-->{KEPT}",
    "change": f'<text:change-start text:change-id="{EVIL}"/>{KEPT}<text:change-end text:change-id="{EVIL}"/>',
    "content-control": f'<loext:content-control loext:alias="{EVIL}" loext:data-binding-xpath="{EVIL}">{KEPT}</loext:content-control>',
}
# Shapes, wherever one may stand.
SHAPES = {
    **{f"picture-{name}": image(where) + frame(f"<draw:text-box>{paragraph(KEPT)}</draw:text-box>")
       for name, where in ADDRESSES.items()},
    **{f"shape-link-{name}": f'<draw:a xlink:type="simple" xlink:href="{where}">'
       + frame(f"<draw:text-box>{paragraph(KEPT)}</draw:text-box>") + "</draw:a>" for name, where in ADDRESSES.items()},
    "object": frame(f'<draw:object xlink:href="./Object 1" xlink:type="simple"/>{image()}'),
    "object-inline": frame(f'<draw:object><math:math><math:annotation>{EVIL}</math:annotation></math:math></draw:object>'),
    "object-link": frame(f'<draw:object xlink:href="file:///{EVIL}.ods" draw:notify-on-update-of-ranges="{EVIL}"/>'),
    "ole": frame(f'<draw:object-ole xlink:href="./Object 2" draw:class-id="{EVIL}"/>'),
    "ole-inline": frame(f"<draw:object-ole>{BINARY}</draw:object-ole>"),
    "plugin": frame(f'<draw:plugin xlink:href="file:///{EVIL}.mp4" draw:mime-type="video/mp4"><draw:param draw:name="{EVIL}" '
                    f'draw:value="{EVIL}"/></draw:plugin>'),
    "applet": frame(f'<draw:applet xlink:href="file:///{EVIL}" draw:code="{EVIL}" draw:archive="{EVIL}"/>'),
    "floating": frame(f'<draw:floating-frame xlink:href="http://{EVIL}/" draw:frame-name="{EVIL}"/>'),
    "binary": frame(f"<draw:image>{BINARY}</draw:image>"),
    "filter-name": frame(f'<draw:image xlink:href="Pictures/a.png" draw:filter-name="{EVIL}" xlink:title="{EVIL}"/>'),
    "image-map": image(more=f'<draw:image-map><draw:area-rectangle xlink:href="file:///{EVIL}" svg:x="0cm" svg:y="0cm">'
                            f"{LISTENER}</draw:area-rectangle></draw:image-map>"),
    "contour": image(more=f'<draw:contour-path svg:d="{EVIL}"/>'),
    "shape-event": f'<draw:rect svg:width="1cm" svg:height="1cm">{LISTENER}{paragraph(KEPT)}</draw:rect>',
    "shape-action": f'<draw:rect svg:width="1cm" svg:height="1cm">{ACTION}{paragraph(KEPT)}</draw:rect>',
    "shape-href": f'<draw:rect xlink:href="file:///{EVIL}" svg:width="1cm">{paragraph(KEPT)}</draw:rect>',
    "shape-name": f'<draw:rect draw:name="file://{EVIL}" draw:style-name="file://{EVIL}">{paragraph(KEPT)}</draw:rect>',
    "control": f'<draw:control draw:control="{EVIL}" svg:width="1cm" svg:height="1cm"/>',
    "scene": f'<dr3d:scene draw:name="{EVIL}"><dr3d:cube/></dr3d:scene>',
    "geometry": f'<draw:custom-shape svg:width="1cm"><draw:enhanced-geometry draw:enhanced-path="M 0 0 &amp;{EVIL}" '
                f'draw:type="{EVIL}:" draw:modifiers="{EVIL}!"><draw:equation draw:name="f0" draw:formula="{EVIL}&amp;1"/>'
                f"</draw:enhanced-geometry>{paragraph(KEPT)}</draw:custom-shape>",
    "path": f'<draw:path svg:d="M0 0 url({EVIL}:)" svg:viewBox="0 0 1 1"/>',
    "vector": image("Pictures/a.svg", more='<draw:glue-point draw:id="5" svg:x="0cm" svg:y="0cm"/>'),
    "metafile": image("Pictures/a.emf"), "missing": image(f"Pictures/{EVIL}.png"),
}
FILES = {
    "Object 1/content.xml": f"<a>{EVIL}</a>", "Object 2": f"OLE{EVIL}".encode(), "Pictures/a.svg": f"<svg>{EVIL}</svg>",
    "Pictures/a.emf": b"\1\0\0\0" + EVIL.encode(),
}
# Around paragraphs.
BLOCKS = {
    "section": f'<text:section text:name="s" text:protection-key="{EVIL}" text:condition="{EVIL}"><text:section-source '
               f'xlink:href="file:///{EVIL}.odt" text:filter-name="{EVIL}" text:section-name="{EVIL}"/>%s</text:section>',
    "section-dde": f'<text:section text:name="s"><office:dde-source office:dde-application="{EVIL}" office:dde-topic="{EVIL}" '
                   f'office:dde-item="{EVIL}"/>%s</text:section>',
    "index": '<text:table-of-content text:name="i"><text:table-of-content-source text:outline-level="3"><text:index-title-template '
             f'text:style-name="file://{EVIL}">Contents</text:index-title-template></text:table-of-content-source>'
             "<text:index-body>%s</text:index-body></text:table-of-content>",
    "list": f'<text:list text:style-name="//{EVIL}://" x:y="{EVIL}"><text:list-item>%s</text:list-item></text:list>',
    "table-source": '<table:table table:name="t"><table:table-source table:mode="copy-all" table:filter-name="' + EVIL + '" '
                    f'xlink:href="file:///{EVIL}.ods"/><table:table-column/><table:table-row><table:table-cell>%s'
                    "</table:table-cell></table:table-row></table:table>",
    "cell-source": '<table:table table:name="t"><table:table-column/><table:table-row><table:table-cell><table:cell-range-source '
                   f'table:name="{EVIL}" xlink:href="file:///{EVIL}.ods" table:filter-name="{EVIL}"/>%s</table:table-cell>'
                   "</table:table-row></table:table>",
    "text-formula": f'<table:table table:name="t"><table:table-row><table:table-cell table:formula="of:={EVIL}.table.column">%s'
                    "</table:table-cell></table:table-row></table:table>",
    "scenario": f'<table:table table:name="t"><table:scenario table:comment="{EVIL}" table:scenario-ranges="{EVIL}"/>'
                "<table:table-row><table:table-cell>%s</table:table-cell></table:table-row></table:table>",
}
# Of styles, in content.xml and styles.xml.
STYLES = {
    "background": '<style:style style:name="a" style:family="paragraph"><style:paragraph-properties><style:background-image '
                  f'xlink:href="http://{EVIL}/a.png" style:filter-name="{EVIL}">{BINARY}</style:background-image>'
                  "</style:paragraph-properties></style:style>",
    "fill-image": f'<draw:fill-image draw:name="f" xlink:href="file:///{EVIL}" xlink:type="simple">{BINARY}</draw:fill-image>',
    "bullet": f'<text:list-style style:name="l"><text:list-level-style-image text:level="1" xlink:href="\\\\{EVIL}\\a.png">{BINARY}'
              "</text:list-level-style-image></text:list-style>",
    "style-event": f'<style:style style:name="a" style:family="graphic">{LISTENER}<style:graphic-properties/></style:style>',
    "map": f'<style:style style:name="a" style:family="table-cell"><style:map style:condition="is-true-formula(DDE({EVIL}))" '
           f'style:apply-style-name="b" style:base-cell-address="\'file:///{EVIL}\'#$a.A1"/></style:style>',
    "sound": f'<style:style style:name="a" style:family="drawing-page"><style:drawing-page-properties><presentation:sound '
             f'xlink:href="file:///{EVIL}.wav"/></style:drawing-page-properties></style:style>',
    "value": f'<style:style style:name="a" style:family="paragraph" style:parent-style-name="\\\\{EVIL}"><style:text-properties '
             f'fo:color="url({EVIL})" fo:font-size="{EVIL}:" fo:font-family="http://{EVIL}/f.ttf" x:y="{EVIL}"/></style:style>',
    "number": f'<number:number-style style:name="n"><number:script>{EVIL}</number:script><number:number number:decimal-places='
              f'"{EVIL}!"/><style:map style:condition="value()={EVIL}" style:apply-style-name="x"/></number:number-style>',
    "gradient": f'<draw:gradient draw:name="g" xlink:href="{EVIL}" draw:style="{EVIL}("/>',
    "svg-gradient": f'<svg:linearGradient draw:name="g" xlink:href="file:///{EVIL}"><svg:stop svg:offset="{EVIL}"/></svg:linearGradient>',
}
FORMULAS = {
    "web": f'WEBSERVICE("http://{EVIL}/")', "dde": f'DDE("cmd";"/c {EVIL}";"a")', "hyperlink": f'HYPERLINK("file:///{EVIL}")',
    "book": f"['file:///{EVIL}.ods'#$Sheet1.A1]", "book-range": f"SUM(['file:///{EVIL}.ods'#$S.A1:.B2])", "relative-book":
    f"['../{EVIL}.ods'#S.A1]", "indirect": f'INDIRECT("{EVIL}")', "unknown": f'{EVIL}(1)', "add-in":
    f'COM.SUN.STAR.SHEET.ADDIN.{EVIL}(1)', "style": f'STYLE("{EVIL}")', "info": f'INFO("{EVIL}")', "cell": f'CELL("{EVIL}")',
    "pivot": f'GETPIVOTDATA("{EVIL}";[.A1])', "xml": f'FILTERXML("{EVIL}";"a")', "multiple": f'MULTIPLE.OPERATIONS("{EVIL}")',
    "pipe": f"cmd|'/c {EVIL}'!A1", "excel-book": f"[1]{EVIL}!A1", "open": f'SUM("{EVIL}"', "nested": f'IF(1;WEBSERVICE("{EVIL}");2)',
    "deep": "(" * 80 + f'"{EVIL}"' + ")" * 80, "blank": f'"{EVIL}" "a"', "line": f'"{EVIL}&#10;"', "long": f'"{EVIL}{"a" * 17000}"',
}
SHEET = {
    "validation": ('<table:content-validations><table:content-validation table:name="v" table:condition="of:is-true-formula('
                   f'WEBSERVICE(&quot;{EVIL}&quot;))"><table:error-macro table:execute="true" table:name="{EVIL}"/>'
                   f'<table:error-message table:message-type="macro" table:title="{EVIL}"/>{LISTENER}</table:content-validation>'
                   "</table:content-validations>", ""),
    "dde-links": ("", f'<table:dde-links><table:dde-link><office:dde-source office:dde-application="{EVIL}" office:dde-topic='
                  f'"{EVIL}" office:dde-item="{EVIL}"/><table:table><table:table-row><table:table-cell office:string-value="{EVIL}"'
                  "/></table:table-row></table:table></table:dde-link></table:dde-links>"),
    "database": ("", '<table:database-ranges><table:database-range table:name="d" table:target-range-address="水位.A1:.B2">'
                 f'<table:database-source-sql table:database-name="{EVIL}" table:sql-statement="{EVIL}"/><table:filter '
                 f'table:condition-source-range-address="{EVIL}"/></table:database-range></table:database-ranges>'),
    "database-range": ("", f'<table:database-ranges><table:database-range table:target-range-address="\'file:///{EVIL}\'#$a.A1"/>'
                       "</table:database-ranges>"),
    "pivot": ("", f'<table:data-pilot-tables><table:data-pilot-table table:name="{EVIL}"><table:source-service table:name="{EVIL}" '
              f'table:source-name="{EVIL}"/></table:data-pilot-table></table:data-pilot-tables>'),
    "consolidation": ("", f'<table:consolidation table:source-cell-range-addresses="{EVIL}"/>'),
    "named": ("", f'<table:named-expressions><table:named-expression table:name="n" table:expression="of:=WEBSERVICE(&quot;{EVIL}'
              f'&quot;)"/><table:named-range table:name="r" table:cell-range-address="\'file:///{EVIL}\'#$a.A1"/><table:named-range '
              f'table:name="{EVIL}://" table:cell-range-address="水位.A1"/></table:named-expressions>'),
    "cached-book": ("", f'<table:table table:name="\'file:///{EVIL}.ods\'#S"><table:table-row><table:table-cell '
                    f'office:value-type="string"><text:p>{EVIL}</text:p></table:table-cell></table:table-row></table:table>'),
    "conditional": ("", f'<table:table table:name="c"><calcext:conditional-formats><calcext:conditional-format><calcext:condition '
                    f'calcext:value="formula-is(WEBSERVICE({EVIL}))"/></calcext:conditional-format></calcext:conditional-formats>'
                    "</table:table>"),
    "changes": (f'<table:tracked-changes><table:cell-content-change table:id="{EVIL}"><table:previous><table:change-track-table-cell>'
                f"<text:p>{EVIL}</text:p></table:change-track-table-cell></table:previous></table:cell-content-change>"
                "</table:tracked-changes>", ""),
    "print-ranges": ("", f'<table:table table:name="p" table:print-ranges="\'file:///{EVIL}\'#a.A1"/>'),
    "labels": ("", f'<table:label-ranges><table:label-range table:label-cell-range-address="{EVIL}"/></table:label-ranges>'),
}
TEXT = {
    "changes": '<text:tracked-changes><text:changed-region text:id="c"><text:deletion><office:change-info><dc:creator>'
               f"{EVIL}</dc:creator></office:change-info><text:p>{EVIL}</text:p></text:deletion></text:changed-region></text:tracked-changes>",
    "forms": f'<office:forms><form:form form:name="{EVIL}" xlink:href="http://{EVIL}/" form:command="{EVIL}"><form:button '
             f'form:name="{EVIL}">{LISTENER}</form:button></form:form><xforms:model id="{EVIL}"/></office:forms>',
    "events": LISTENER,
    "dde-decl": f'<text:dde-connection-decls><text:dde-connection-decl office:name="{EVIL}" office:dde-application="{EVIL}" '
                f'office:dde-topic="{EVIL}" office:dde-item="{EVIL}"/></text:dde-connection-decls>',
    "user-decl": f'<text:user-field-decls><text:user-field-decl text:name="{EVIL}" text:formula="{EVIL}"/></text:user-field-decls>'
                 f'<text:variable-decls><text:variable-decl text:name="{EVIL}"/></text:variable-decls>',
    "auto-mark": f'<text:alphabetical-index-auto-mark-file xlink:href="file:///{EVIL}.sdi" xlink:type="simple"/>',
    "stranger": f"<x:a><text:p>{EVIL}</text:p></x:a>",
}
SLIDES = {
    "animation": f'<anim:par presentation:node-type="timing-root"><anim:seq><anim:audio xlink:href="file:///{EVIL}.wav"/><anim:command '
                 f'anim:command="{EVIL}"/><anim:set smil:to="{EVIL}"/></anim:seq></anim:par>',
    "old-animation": f'<presentation:animations><presentation:show-shape draw:shape-id="{EVIL}"><presentation:sound xlink:href='
                     f'"file:///{EVIL}"/></presentation:show-shape></presentation:animations>',
    "forms": f'<office:forms><form:form xlink:href="{EVIL}"/></office:forms>',
    "events": ACTION,
}
PACKAGES = {
    "basic": {"Basic/Standard/script-lb.xml": f"<a>{EVIL}</a>", "Basic/Standard/M.xml": f"<a>Sub {EVIL}</a>"},
    "dialogs": {"Dialogs/Standard/d.xml": f"<a>{EVIL}</a>"}, "python": {"Scripts/python/a.py": EVIL},
    "signature": {"META-INF/documentsignatures.xml": f"<a>{EVIL}</a>", "META-INF/macrosignatures.xml": EVIL},
    "metadata": {"meta.xml": f"<a>{EVIL}</a>", "manifest.rdf": f"<a>{EVIL}</a>"},
    "settings": {"settings.xml": f'<a><config:config-item config:name="PrinterName">{EVIL}</config:config-item></a>'},
    "interface": {"Configurations2/accelerator/current.xml": EVIL, "Configurations2/toolbar/a.xml": EVIL},
    "thumbnail": {"Thumbnails/thumbnail.png": png(text=EVIL.encode())}, "fonts": {"Fonts/f.ttf": EVIL},
    "versions": {"VersionList.xml": EVIL, "Versions/Version1": EVIL}, "unknown": {f"{EVIL}.exe": "MZ" + EVIL},
    "cache": {"layout-cache": EVIL}, "unused-picture": {"Pictures/b.png": png(text=EVIL.encode())},
}
HEADS = {
    "scripts": f'<office:scripts><office:script script:language="ooo:Basic"><x:a>{EVIL}</x:a></office:script>{LISTENER}</office:scripts>',
    "fonts": '<office:font-face-decls><style:font-face style:name="F" svg:font-family="F"><svg:font-face-src><svg:font-face-uri '
             f'xlink:href="http://{EVIL}/f.ttf"/></svg:font-face-src><svg:definition-src xlink:href="{EVIL}"/></style:font-face>'
             "</office:font-face-decls>",
}


def in_text(content, **more):
    return document("odt", content + paragraph(KEPT), parts={**PICTURE, **FILES}, **more)


def in_sheet(content, **more):
    return document("ods", table(cell(content + paragraph(KEPT))), parts={**PICTURE, **FILES}, **more)


def in_slide(content, **more):
    return document("odp", slide(content + text_frame(paragraph(KEPT))), parts={**PICTURE, **FILES}, **more)


def annotated(content):
    return f"<office:annotation><dc:creator>a</dc:creator><text:p>{content}</text:p></office:annotation>"


def places_of_words(name, words):
    line = paragraph(words)
    yield f"text-{name}", in_text(line)
    yield f"header-{name}", in_text("", master=f"<style:header>{line}</style:header>")
    yield f"note-{name}", in_text(paragraph(f'<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
                                            f"<text:note-body>{line}</text:note-body></text:note>"))
    yield f"comment-{name}", in_text(paragraph(annotated(words)))
    yield f"table-{name}", in_text(table(cell(line), before="<table:table-column/>"))
    yield f"sheet-{name}", in_sheet(line)
    yield f"slide-{name}", in_slide(text_frame(line))
    yield f"notes-{name}", in_slide(f"<presentation:notes>{text_frame(line)}</presentation:notes>")


def places_of_shapes(name, shape):
    yield f"text-{name}", in_text(paragraph(shape))
    yield f"page-{name}", in_text(shape)
    yield f"header-{name}", in_text("", master=f"<style:header>{paragraph(shape)}</style:header>")
    yield f"sheet-{name}", document("ods", table(cell(paragraph(KEPT)), before=f"<table:shapes>{shape}</table:shapes>"),
                                    parts={**PICTURE, **FILES})
    yield f"cell-{name}", in_sheet(shape)
    yield f"slide-{name}", in_slide(shape)
    yield f"master-{name}", in_slide("", master=shape)
    yield f"group-{name}", in_slide(f"<draw:g>{shape}</draw:g>")


def all_constructs():
    """(name, files); the name ends in .odt, .ods or .odp."""
    made = []
    for name, words in WORDS.items():
        made += places_of_words(f"words-{name}", words)
    for name, shape in SHAPES.items():
        made += places_of_shapes(f"shape-{name}", shape)
    for name, block in BLOCKS.items():
        made += [(f"text-block-{name}", in_text(block % paragraph(KEPT))),
                 (f"box-block-{name}", in_text(paragraph(frame(f"<draw:text-box>{block % paragraph(KEPT)}</draw:text-box>")))),
                 (f"header-block-{name}", in_text("", master=f"<style:header>{block % paragraph(KEPT)}</style:header>"))]
    for name, style in STYLES.items():
        for place, build in (("text", in_text), ("sheet", in_sheet), ("slide", in_slide)):
            made += [(f"{place}-automatic-{name}", build("", automatic=style)), (f"{place}-style-{name}", build("", styles=style))]
    for name, formula in FORMULAS.items():
        quoted = formula.replace('"', "&quot;")
        for prefix in ("of:=", "oooc:=", "=", "msoxl:="):
            made.append((f"formula-{name}-{prefix[:4].strip(':=')}", document("ods", table(cell(
                paragraph(KEPT), f' table:formula="{prefix}{quoted}"')))))
    for name, (before, behind) in SHEET.items():
        made.append((f"sheet-{name}", document("ods", before + table(cell(paragraph(KEPT))) + behind)))
    for name, content in TEXT.items():
        made += [(f"text-{name}", in_text(content)), (f"sheet-text-{name}", document(
            "ods", content + table(cell(paragraph(KEPT)))))]
    for name, content in SLIDES.items():
        made += [(f"slide-{name}", in_slide(content)), (f"master-{name}", in_slide("", master=content))]
    for name, content in HEADS.items():
        made += [(f"{place}-head-{name}", build("", before=content))
                 for place, build in (("text", in_text), ("sheet", in_sheet), ("slide", in_slide))]
    for name, files in PACKAGES.items():
        for place, build in (("text", in_text), ("sheet", in_sheet), ("slide", in_slide)):
            built = build("")
            made.append((f"{place}-package-{name}", {**built, **files}))
    kinds = {f"application/vnd.oasis.opendocument.{kind}": ending for ending, kind in
             (("odt", "text"), ("ods", "spreadsheet"), ("odp", "presentation"))}
    return [(f"{name}.{kinds[files['mimetype']]}", files) for name, files in made]
