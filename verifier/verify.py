#!/usr/bin/env python3
"""Checks the audit log of Qixiang, offline and without Qixiang: Python 3.8 or newer, standard library only.

Says the same words as verify.mjs. Formats: RFC 6962 (tree), RFC 8032 (Ed25519), C2SP tlog-tiles, tlog-checkpoint,
signed-note, tlog-proof, tlog-witness. See README.md.
"""
import base64
import binascii
import hashlib
import json
import os
import re
import sys
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(HERE, 'words.json'), encoding='utf-8') as file_of_words:
    WORDS = json.load(file_of_words)
KNOWN_VERSION = 1
SMALL_FILE = 1 << 20
LARGE_FILE = 1 << 28
SHOWN_FINDINGS = 20
SAFE = 2**53 - 1


class Wrong(Exception):
    """What is wrong, as a word of words.json and its parameters."""

    def __init__(self, word, **params):
        super().__init__(word)
        self.word = word
        self.params = params


class ManyWrong(Exception):
    def __init__(self, findings):
        super().__init__()
        self.findings = findings


# ---- hashes ----------------------------------------------------------------------------------------------------------


def sha256(data):
    return hashlib.sha256(data).digest()


def leaf_hash(entry):
    return sha256(b'\0' + entry)


def node_hash(left, right):
    return sha256(b'\1' + left + right)


def power_below(count):
    power = 1
    while power * 2 < count:
        power *= 2
    return power


def root_from_path(index, size, leaf, path):
    """RFC 6962 2.1.1: from the leaf upwards; None when the path has a wrong length."""
    sides = []
    low, high = 0, size
    while high - low > 1:
        middle = low + power_below(high - low)
        sides.insert(0, 'right' if index < middle else 'left')
        if index < middle:
            high = middle
        else:
            low = middle
    if len(sides) != len(path):
        return None
    node = leaf
    for side, neighbour in zip(sides, path):
        node = node_hash(neighbour, node) if side == 'left' else node_hash(node, neighbour)
    return node


def continues(old, now, path):
    """RFC 6962 2.1.2."""
    if old['size'] > now['size']:
        return False
    if old['size'] == now['size']:
        return not path and old['root'] == now['root']
    if old['size'] == 0:
        return not path and old['root'] == sha256(b'')
    sides = []
    low, high = 0, now['size']
    while high != old['size']:
        middle = low + power_below(high - low)
        sides.insert(0, 'right' if old['size'] <= middle else 'left')
        if old['size'] <= middle:
            high = middle
        else:
            low = middle
    rest = path if low == 0 else path[1:]
    start = old['root'] if low == 0 else (path[0] if path else None)
    if start is None or len(rest) != len(sides):
        return False
    old_root = new_root = start
    for side, neighbour in zip(sides, rest):
        if side == 'left':
            old_root = node_hash(neighbour, old_root)
            new_root = node_hash(neighbour, new_root)
        else:
            new_root = node_hash(new_root, neighbour)
    return old_root == old['root'] and new_root == now['root']


class Tree:
    """A tree that grows leaf by leaf and hands out the hashes of its tile rows."""

    def __init__(self):
        self.size = 0
        self.peaks = []

    def add(self, leaf, to_row):
        node, height = leaf, 0
        to_row(0, leaf)
        while height < len(self.peaks) and self.peaks[height] is not None:
            node = node_hash(self.peaks[height], node)
            self.peaks[height] = None
            height += 1
            if height % 8 == 0:
                to_row(height // 8, node)
        if height == len(self.peaks):
            self.peaks.append(None)
        self.peaks[height] = node
        self.size += 1

    def root(self):
        node = None
        for peak in self.peaks:
            if peak is not None:
                node = peak if node is None else node_hash(peak, node)
        return sha256(b'') if node is None else node


# ---- Ed25519 (RFC 8032) ----------------------------------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def decode_point(data):
    number = int.from_bytes(data, 'little')
    y, sign = number & (2**255 - 1), number >> 255
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P != 0 or (x == 0 and sign == 1):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


def add_points(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def double_point(p):
    a = p[0] * p[0] % P
    b = p[1] * p[1] % P
    c = 2 * p[2] * p[2] % P
    h = a + b
    e = h - (p[0] + p[1]) * (p[0] + p[1]) % P
    g = a - b
    f = c + g
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def encode_point(p):
    inverse = pow(p[2], P - 2, P)
    x, y = p[0] * inverse % P, p[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, 'little')


BASE = decode_point(bytes.fromhex('58' + '66' * 31))


def good_signature(public_key, text, signature):
    if len(signature) != 64:
        return False
    point = decode_point(public_key)
    s = int.from_bytes(signature[32:], 'little')
    if point is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public_key + text).digest(), 'little') % L
    minus = (P - point[0], point[1], 1, P - point[3])
    both = add_points(BASE, minus)
    sum_of = (0, 1, 1, 0)
    for bit in range(max(s.bit_length(), h.bit_length()) - 1, -1, -1):
        sum_of = double_point(sum_of)
        chosen = (s >> bit & 1, h >> bit & 1)
        if chosen != (0, 0):
            sum_of = add_points(sum_of, both if chosen == (1, 1) else BASE if chosen == (1, 0) else minus)
    return encode_point(sum_of) == signature[:32]


# ---- formats ---------------------------------------------------------------------------------------------------------

BASE64 = r'[A-Za-z0-9+/=]+'
DECIMAL = r'0|[1-9][0-9]{0,15}'


def from_base64(text):
    """Only the one text that encodes the bytes."""
    try:
        data = base64.b64decode(text.encode('ascii'), validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if base64.b64encode(data).decode('ascii') == text else None


def utf8(data):
    try:
        return data.decode('utf-8')
    except UnicodeDecodeError:
        return None


def parse_key(text):
    """`name+hash+base64(1, Ed25519 key)`."""
    found = re.fullmatch(r'([^+\s]+)\+([0-9a-f]{8})\+(' + BASE64 + ')', text)
    content = from_base64(found.group(3)) if found else None
    if content is None or len(content) != 33 or content[0] != 1:
        return None
    key_id = sha256((found.group(1) + '\n').encode('utf-8') + content)[:4]
    if key_id.hex() != found.group(2):
        return None
    return {'text': text, 'name': found.group(1), 'id': key_id, 'public': content[1:]}


NOTE = re.compile(
    r'([^\n]+)\n(' + DECIMAL + r')\n(' + BASE64 + r')\n\n((?:\u2014 [^+\s]+ ' + BASE64 + r'\n)+)'
)


def open_checkpoint(file, note, key):
    """The checkpoint in a signed note."""
    found = NOTE.fullmatch(note)
    root = from_base64(found.group(3)) if found else None
    if root is None or len(root) != 32:
        raise Wrong('bad_checkpoint', file=file)
    own = []
    for line in found.group(4)[:-1].split('\n'):
        _, name, content = line.split(' ')
        data = from_base64(content)
        if data is None or len(data) < 5:
            raise Wrong('bad_checkpoint', file=file)
        if name == key['name'] and data[:4] == key['id']:
            own.append(data[4:])
    text = '%s\n%s\n%s\n' % (found.group(1), found.group(2), found.group(3))
    if len(own) != 1 or not good_signature(key['public'], text.encode('utf-8'), own[0]):
        raise Wrong('bad_signature', file=file, key=key['text'])
    if found.group(1) != key['name']:
        raise Wrong('bad_origin', file=file, origin=found.group(1))
    return {'origin': found.group(1), 'size': int(found.group(2)), 'root': root}


PROOF_HEAD = 'c2sp.org/tlog-proof@v1\n'


def check_proof(file, text, pinned):
    split = text.find('\n\n')
    found = re.fullmatch(
        r'extra (' + BASE64 + r')\nindex (' + DECIMAL + r')\n((?:' + BASE64 + r'\n)*)',
        text[len(PROOF_HEAD) : split + 1],
    )
    content = from_base64(found.group(1)) if found else None
    extra = utf8(content) if content else None
    parts = re.fullmatch(r'([^\n]+)\n([0-9a-f]{64})\n(.*)', extra, re.DOTALL) if extra else None
    if not text.startswith(PROOF_HEAD) or split < 0 or parts is None:
        raise Wrong('bad_proof', file=file)
    path = [from_base64(line) for line in found.group(3).split('\n')[:-1]]
    if any(neighbour is None or len(neighbour) != 32 for neighbour in path):
        raise Wrong('bad_proof', file=file)

    own = parse_key(parts.group(1))
    if own is None:
        raise Wrong('bad_key', file=file)
    if pinned and pinned['text'] != own['text']:
        raise Wrong('foreign_key', file=file, key=pinned['text'])
    head = open_checkpoint(file, text[split + 2 :], own)
    index = int(found.group(2))
    leaf = bytes.fromhex(parts.group(2))
    entry = parts.group(3).encode('utf-8') if parts.group(3) else None
    if entry is not None and leaf_hash(entry) != leaf:
        raise Wrong('bad_entry', file=file, index=index)
    reached = root_from_path(index, head['size'], leaf, path) if index < head['size'] else None
    if reached != head['root']:
        raise Wrong('not_included', file=file, index=index)
    lines = [say('ok_proof', file=file, index=index, short=short(leaf), origin=head['origin'], size=head['size'])]
    if entry is not None:
        lines.append(say('event', **parse_event(entry, index)))
    return lines if pinned else lines + [say('key', key=own['text'])]


def short(data):
    """The first 16 hexadecimal digits in groups of four, as printed on documents."""
    digits = data[:8].hex()
    return ' '.join(digits[i : i + 4] for i in range(0, 16, 4))


def whole(value):
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if type(value) is int and abs(value) <= SAFE else None


def no_constant(name):
    raise ValueError(name)


def parse_event(entry, index):
    text = utf8(entry)
    try:
        event = json.loads(text or '', parse_constant=no_constant)
    except (ValueError, RecursionError):
        raise Wrong('no_event', index=index) from None
    event = event if isinstance(event, dict) else {}
    version, number = whole(event.get('version')), whole(event.get('n'))
    if version is not None and version > KNOWN_VERSION:
        raise Wrong('newer', index=index, version=version)
    thing = event.get('object')
    dossier = thing.get('dossier') if isinstance(thing, dict) else None
    prev = event.get('prev', 0)
    texts = [dossier, event.get('time'), event.get('act'), event.get('result')]
    if (
        version != KNOWN_VERSION
        or number is None
        or not (prev is None or isinstance(prev, str))
        or any(not isinstance(part, str) for part in texts)
    ):
        raise Wrong('no_event', index=index)
    return {'dossier': dossier, 'n': number, 'prev': prev, 'time': texts[1], 'act': texts[2], 'result': texts[3]}


def number_path(index, width):
    digits = str(index)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[i : i + 3] for i in range(0, len(digits), 3)]
    path = '/'.join(['x' + group for group in groups[:-1]] + groups[-1:])
    return path if width == 256 else '%s.p/%d' % (path, width)


# ---- files -----------------------------------------------------------------------------------------------------------


def read(path, file, limit=SMALL_FILE):
    try:
        with open(path, 'rb') as handle:
            if os.fstat(handle.fileno()).st_size > limit:
                raise Wrong('too_big', file=file)
            return handle.read()
    except FileNotFoundError:
        raise Wrong('missing', file=file) from None
    except (OSError, ValueError):
        raise Wrong('unreadable', file=file) from None


def read_text(path, file, word):
    text = utf8(read(path, file))
    if text is None:
        raise Wrong(word, file=file)
    return text


def files_in(folder):
    found = set()
    for parent, _, names in os.walk(folder):
        relative = os.path.relpath(parent, folder).replace(os.sep, '/')
        for name in names:
            found.add(name if relative == '.' else relative + '/' + name)
    return found


# ---- a whole log -----------------------------------------------------------------------------------------------------


def check_export(folder, pinned, wanted=None, roots=None):
    """Checks every byte of an exported folder.

    `wanted`: a dossier whose entries are to be listed; `roots`: sizes at which the root is to be noted. Findings of
    files are collected, so that each damaged entry is named.
    """
    roots = {} if roots is None else roots
    if not os.path.isdir(folder):
        raise Wrong('unreadable', file=folder)
    present = files_in(folder)
    if 'checkpoint' not in present:
        raise Wrong('empty', file=folder)
    key = key_of(folder, pinned)
    path = os.path.join(folder, 'checkpoint')
    now = open_checkpoint('checkpoint', read_text(path, 'checkpoint', 'bad_checkpoint'), key)
    findings = []

    def note(word, **params):
        findings.append(Wrong(word, **params))

    history = check_history(folder, key, now, note)
    expected = {'key', 'checkpoint', 'checkpoints'}
    tree = Tree()
    rows = []
    dossiers = {}
    listed = []

    def to_row(level, node):
        if level == len(rows):
            rows.append({'level': level, 'index': 0, 'hashes': []})
        row = rows[level]
        row['hashes'].append(node)
        if len(row['hashes']) == 256:
            end_tile(row)

    def end_tile(row):
        level, nodes = row['level'], row['hashes']
        first = row['index'] * 256
        width = min(256, now['size'] // 256**level - first)
        file = 'tile/%d/%s' % (level, number_path(row['index'], width))
        row['index'] += 1
        row['hashes'] = []
        expected.add(file)
        if file not in present:
            return note('missing', file=file)
        data = read(os.path.join(folder, file), file)
        if len(data) != width * 32:
            return note('tile_size', file=file)
        if data == b''.join(nodes):
            return None
        for i, node in enumerate(nodes):
            if node != data[i * 32 : i * 32 + 32]:
                note('hash' if level == 0 else 'node', file=file, index=first + i)
        return None

    def follow(entry, leaf, index):
        try:
            event = parse_event(entry, index)
        except Wrong as finding:
            findings.append(finding)
            return
        dossier, number = event['dossier'], event['n']
        last_n, last_leaf = dossiers.get(dossier, (0, None))
        if number != last_n + 1:
            note('number', index=index, dossier=dossier, n=number, expected=last_n + 1)
        elif event['prev'] != (None if last_leaf is None else last_leaf.hex()):
            note('prev', index=index, dossier=dossier)
        dossiers[dossier] = (number, leaf)
        if dossier == wanted:
            listed.append(say('line', index=index, short=short(leaf), **event))

    signed = {head['size']: head['root'] for head in reversed(history)}

    def at_size():
        if tree.size in roots:
            roots[tree.size] = tree.root()
        if tree.size in signed and tree.root() != signed[tree.size]:
            note('root', size=tree.size, file='checkpoints')

    at_size()
    for bundle in range(-(-now['size'] // 256)):
        width = min(256, now['size'] - bundle * 256)
        file = 'tile/entries/' + number_path(bundle, width)
        expected.add(file)
        if file not in present:
            note('missing', file=file)
            break
        data = read(os.path.join(folder, file), file, LARGE_FILE)
        at = 0
        for _ in range(width):
            length = int.from_bytes(data[at : at + 2], 'big') if at + 2 <= len(data) else len(data)
            if at + 2 + length > len(data):
                note('cut', file=file, index=tree.size)
                break
            index = tree.size
            entry = data[at + 2 : at + 2 + length]
            leaf = leaf_hash(entry)
            tree.add(leaf, to_row)
            follow(entry, leaf, index)
            at += 2 + length
            at_size()
        if tree.size < bundle * 256 + width:
            break
        if at != len(data):
            note('longer', file=file, index=tree.size - 1)
    for row in rows:
        if row['hashes']:
            end_tile(row)
    if tree.size == now['size']:
        if tree.root() != now['root']:
            note('root', size=now['size'], file='checkpoint')
        for file in sorted(present):
            if file not in expected:
                note('extra', file=file)
    if findings:
        raise ManyWrong(findings)
    numbers = dossiers.get(wanted, (0, None))[0]
    return {
        'key': key,
        'now': now,
        'listed': listed,
        'dossiers': len(dossiers),
        'checkpoints': len(history),
        'numbers': numbers,
    }


def key_of(folder, pinned):
    text = read_text(os.path.join(folder, 'key'), 'key', 'bad_key')
    key = parse_key(text[:-1]) if text.endswith('\n') else None
    if key is None:
        raise Wrong('bad_key', file='key')
    if pinned and pinned['text'] != key['text']:
        raise Wrong('foreign_key', file='key', key=pinned['text'])
    return key


def check_history(folder, key, now, note):
    """Every checkpoint that was signed, five lines each, in order of size."""
    file = 'checkpoints'
    history = []
    try:
        text = utf8(read(os.path.join(folder, file), file, LARGE_FILE))
        notes = re.findall(r'[^\n]*\n[^\n]*\n[^\n]*\n\n[^\n]*\n', text or '')
        if ''.join(notes) != text:
            raise Wrong('bad_checkpoint', file=file)
        for one in notes:
            history.append(open_checkpoint(file, one, key))
        if any(later['size'] <= head['size'] for head, later in zip(history, history[1:])):
            raise Wrong('order', file=file)
        if not history or (history[-1]['size'], history[-1]['root']) != (now['size'], now['root']):
            raise Wrong('last', file=file)
    except Wrong as finding:
        note(finding.word, **finding.params)
        if finding.word in ('missing', 'unreadable', 'too_big'):
            return []
    return history


# ---- modes -----------------------------------------------------------------------------------------------------------


def mode_proof(paths, pinned):
    return each(paths, lambda path: check_proof(path, read_text(path, path, 'bad_proof'), pinned))


def mode_pdf(paths, pinned):
    def check(path):
        proofs = attached(read(path, path, LARGE_FILE))
        if not proofs:
            raise Wrong('no_proof', file=path)
        if len(proofs) > 1:
            raise Wrong('many_proofs', file=path)
        return check_proof(path, proofs[0], pinned)

    return each(paths, check)


def mode_export(folders, pinned):
    def check(folder):
        result = check_export(folder, pinned)
        now = result['now']
        line = say(
            'ok_export',
            file=folder,
            origin=now['origin'],
            size=now['size'],
            dossiers=result['dossiers'],
            checkpoints=result['checkpoints'],
            root=now['root'].hex(),
        )
        return [line] + ([] if pinned else [say('key', key=result['key']['text'])])

    return each(folders, check)


def mode_checkpoints(paths, pinned):
    if len(paths) != 2:
        return usage()
    old_path, new_path = paths

    def check(_):
        folder = os.path.isdir(new_path)
        key = key_of(new_path, pinned) if folder else pinned
        if not key:
            raise Wrong('no_key')
        old_file = os.path.join(old_path, 'checkpoint') if os.path.isdir(old_path) else old_path
        old = open_checkpoint(old_path, read_text(old_file, old_path, 'bad_checkpoint'), key)
        if folder:
            now = continued_in_folder(new_path, pinned, old)
        else:
            now = continued_in_file(new_path, key, old)
        line = say('ok_checkpoints', old=old['size'], size=now['size'])
        return [line] if pinned else [line, say('key', key=key['text'])]

    return each([new_path], check)


def mode_dossier(args, pinned):
    if len(args) != 2:
        return usage()
    folder, wanted = args

    def check(_):
        result = check_export(folder, pinned, wanted=wanted)
        if not result['listed']:
            raise Wrong('no_dossier', dossier=wanted)
        lines = result['listed'] + [say('ok_dossier', dossier=wanted, n=result['numbers'])]
        return lines if pinned else lines + [say('key', key=result['key']['text'])]

    return each([folder], check)


def continued_in_folder(folder, pinned, old):
    roots = {old['size']: None}
    now = check_export(folder, pinned, roots=roots)['now']
    if now['size'] < old['size']:
        raise Wrong('shrunk', size=now['size'], old=old['size'])
    if roots[old['size']] != old['root']:
        raise Wrong('rewritten', size=now['size'], old=old['size'])
    return now


def continued_in_file(path, key, old):
    """A checkpoint alone, or after `old N`, hashes and a blank line, as C2SP tlog-witness asks."""
    text = read_text(path, path, 'bad_checkpoint')
    found = re.match(r'old (' + DECIMAL + r')\n((?:' + BASE64 + r'\n)*)\n', text)
    proof = [from_base64(line) for line in found.group(2).split('\n')[:-1]] if found else []
    now = open_checkpoint(path, text[found.end() :] if found else text, key)
    size = now['size']
    if size < old['size']:
        raise Wrong('shrunk', size=size, old=old['size'])
    if not found and size > old['size']:
        raise Wrong('no_consistency', file=path, old=old['size'], size=size)
    if found and int(found.group(1)) != old['size']:
        raise Wrong('no_consistency', file=path, old=old['size'], size=size)
    if any(node is None or len(node) != 32 for node in proof) or not continues(old, now, proof):
        raise Wrong('rewritten', size=size, old=old['size'])
    return now


def attached(pdf):
    """Proofs among the streams of a PDF, plain or deflated."""
    proofs = []
    start = pdf.find(b'stream')
    while start >= 0:
        start += 6
        if pdf[start : start + 1] == b'\r':
            start += 1
        if pdf[start : start + 1] == b'\n':
            start += 1
        end = pdf.find(b'endstream', start)
        if end < 0:
            break
        proof = proof_in(pdf[start:end])
        if proof is not None:
            proofs.append(proof)
        start = pdf.find(b'stream', end + 9)
    return proofs


def proof_in(stream):
    head = PROOF_HEAD.encode('ascii')
    plain = stream if stream.startswith(head) else inflated(stream)
    if plain is None or not plain.startswith(head):
        return None
    text = utf8(plain)
    return None if text is None else re.sub(r'[\r\n]+\Z', '', text) + '\n'


def inflated(stream):
    machine = zlib.decompressobj()
    try:
        plain = machine.decompress(stream, SMALL_FILE)
    except zlib.error:
        return None
    return plain if machine.eof else None


# ---- words -----------------------------------------------------------------------------------------------------------

LANGUAGE = ['zh']


def say(word, **params):
    def fill(place):
        text = str(params.get(place.group(1)))
        return re.sub('[\ud800-\udfff]', '\ufffd', re.sub('[\0-\x1f\x7f-\x9f]', '?', text))

    return re.sub(r'\{(\w+)\}', fill, WORDS[word][LANGUAGE[0]])


def usage():
    print(say('usage'))
    return False


def each(paths, check):
    """Runs a check per path and prints its lines; true when all are right."""
    if not paths:
        return usage()
    right = True
    for path in paths:
        try:
            for line in check(path):
                print(line)
        except (Wrong, ManyWrong) as error:
            findings = error.findings if isinstance(error, ManyWrong) else [error]
            right = False
            print(say('failed', file=path))
            for finding in findings[:SHOWN_FINDINGS]:
                print('  ' + say(finding.word, **finding.params))
            if len(findings) > SHOWN_FINDINGS:
                print('  ' + say('more', count=len(findings) - SHOWN_FINDINGS))
    return right


MODES = {
    'proof': mode_proof,
    'pdf': mode_pdf,
    'export': mode_export,
    'checkpoints': mode_checkpoints,
    'dossier': mode_dossier,
}


def main(args):
    pinned = None
    rest = []
    args = list(args)
    while args:
        arg = args.pop(0)
        if arg == '--en':
            LANGUAGE[0] = 'en'
        elif arg == '--key':
            given = args.pop(0) if args else ''
            text = given
            try:
                with open(given, encoding='utf-8') as handle:
                    text = handle.read().strip()
            except (OSError, ValueError):
                pass
            pinned = parse_key(text)
            if pinned is None:
                print(say('bad_key', file=given))
                return False
        else:
            rest.append(arg)
    mode = MODES.get(rest[0]) if rest else None
    return mode(rest[1:], pinned) if mode else usage()


if __name__ == '__main__':
    sys.stdout.reconfigure(encoding='utf-8', newline='\n')
    sys.exit(0 if main(sys.argv[1:]) else 1)
