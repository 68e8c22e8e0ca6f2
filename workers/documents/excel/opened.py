"""Opens workbooks by the standard library alone: what Excel would offer to repair, and the cells, as JSON.

For tests. Asks for what ECMA-376 demands of the package (parts, content types, relationships) and of the one sheet (order of
its elements, indexes of texts and styles, merged cells).
"""

import json
import posixpath
import re
import sys
import zipfile
from xml.etree import ElementTree

PACKAGE = '{http://schemas.openxmlformats.org/package/2006/%s}'
TYPES, RELATIONS = PACKAGE % 'content-types', PACKAGE % 'relationships'
SHEET = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
CONTENT_TYPES = '[Content_Types].xml'
ORDER = (
    'sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter'
    ' sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks'
    ' printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks drawing legacyDrawing tableParts extLst'
).split()


def doubled(names):
    return sorted({name for name in names if names.count(name) > 1})


def problems_of_package(archive):
    names = archive.namelist()
    yield from ('damaged: %s' % name for name in [archive.testzip()] if name)
    yield from ('twice in the archive: %s' % name for name in doubled([name.lower() for name in names]))
    types = ElementTree.fromstring(archive.read(CONTENT_TYPES))
    extensions = [one.get('Extension').lower() for one in types if one.tag == TYPES + 'Default']
    parts = [one.get('PartName') for one in types if one.tag == TYPES + 'Override']
    yield from ('typed twice: %s' % name for name in doubled(extensions) + doubled(parts))
    yield from ('typed and not there: %s' % part for part in parts if part[1:] not in names)
    for name in names:
        if name != CONTENT_TYPES and '/' + name not in parts and name.rsplit('.', 1)[-1].lower() not in extensions:
            yield 'no content type: %s' % name
        if name.endswith('.rels'):
            yield from problems_of_relations(archive, name)


def problems_of_relations(archive, name):
    of = posixpath.dirname(posixpath.dirname(name))
    relations = list(ElementTree.fromstring(archive.read(name)))
    yield from ('related twice: %s' % one for one in doubled([relation.get('Id') for relation in relations]))
    for relation in relations:
        target = posixpath.normpath(posixpath.join('/' + of, relation.get('Target')))[1:]
        if relation.tag != RELATIONS + 'Relationship' or target not in archive.namelist():
            yield 'related and not there: %s' % target


def cells_of_merge(ref):
    (left, top), (right, bottom) = re.findall(r'([A-Z]+)(\d+)', ref)
    columns = [sum((ord(c) - 64) * 26**i for i, c in enumerate(reversed(letters))) for letters in (left, right)]
    rows = range(int(top), int(bottom) + 1)
    return [(row, column) for row in rows for column in range(columns[0], columns[1] + 1)]


def read_sheet(archive, problems):
    def part(name):
        return ElementTree.fromstring(archive.read('xl/%s.xml' % name))

    sheet, styles = part('worksheets/sheet1'), part('styles')
    texts = [''.join(one.itertext()) for one in part('sharedStrings')]
    order = [ORDER.index(child.tag.replace(SHEET, '')) for child in sheet]
    if order != sorted(set(order)):
        problems.append('elements of the sheet out of order, or twice')
    merged = [cell for merge in sheet.iter(SHEET + 'mergeCell') for cell in cells_of_merge(merge.get('ref'))]
    problems += ['merged twice: row %d column %d' % cell for cell in doubled(merged)]
    looks = len(styles.find(SHEET + 'cellXfs'))
    rows = []
    for row in sheet.iter(SHEET + 'row'):
        cells = []
        for cell in row:
            if int(cell.get('s', 0)) >= looks:
                problems.append('no style %s: %s' % (cell.get('s'), cell.get('r')))
            value = cell.findtext(SHEET + 'v')
            if value is not None:
                cells.append(texts[int(value)] if cell.get('t') == 's' else float(value))
        rows.append(cells)
    return rows


def open_workbook(path):
    with zipfile.ZipFile(path) as archive:
        problems = list(problems_of_package(archive))
        for name in archive.namelist():
            if name.endswith(('.xml', '.rels')):
                ElementTree.fromstring(archive.read(name))
        return {'problems': problems, 'rows': read_sheet(archive, problems), 'parts': archive.namelist()}


print(json.dumps([open_workbook(path) for path in sys.argv[1:]], ensure_ascii=True))
