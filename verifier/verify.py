#!/usr/bin/env python3
"""Checks the audit log of Qixiang, offline and without Qixiang: Python 3.8 or newer, standard library only.

Says the same words as verify.mjs. Formats: RFC 6962 (tree), RFC 8032 (Ed25519), GB/T 32905 and 32918 (SM3, SM2),
C2SP tlog-tiles, tlog-checkpoint, signed-note, tlog-proof, tlog-witness. See README.md.
"""
import base64
import binascii
import hashlib
import hmac
import json
import os
import re
import sys
import zlib

sys.dont_write_bytecode = True
import scoring  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(HERE, 'words.json'), encoding='utf-8') as file_of_words:
    WORDS = json.load(file_of_words)
with open(os.path.join(HERE, 'vectors.json'), encoding='utf-8') as file_of_vectors:
    VECTORS = json.load(file_of_vectors)
KNOWN_VERSION = 2
SMALL_FILE = 1 << 20
MIDDLE_FILE = 1 << 24
LARGE_FILE = 1 << 28
# bytes of data that a document may unpack to
LARGE_DATA = 1 << 26
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


def good_ed25519(public_key, text, signature):
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


# ---- SM3 (GB/T 32905) and SM2 (GB/T 32918) ---------------------------------------------------------------------------

WORD = 0xFFFFFFFF


def turn(word, by):
    by %= 32
    return (word << by | word >> (32 - by)) & WORD


def sm3(data):
    padded = data + b'\x80' + b'\0' * (-(len(data) + 9) % 64) + (len(data) * 8).to_bytes(8, 'big')
    state = [
        0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E,
    ]
    for at in range(0, len(padded), 64):
        w = [int.from_bytes(padded[at + i * 4 : at + i * 4 + 4], 'big') for i in range(16)]
        for i in range(16, 68):
            x = w[i - 16] ^ w[i - 9] ^ turn(w[i - 3], 15)
            w.append(x ^ turn(x, 15) ^ turn(x, 23) ^ turn(w[i - 13], 7) ^ w[i - 6])
        a, b, c, d, e, f, g, h = state
        for i in range(64):
            first = turn((turn(a, 12) + e + turn(0x79CC4519 if i < 16 else 0x7A879D8A, i)) & WORD, 7)
            ff = a ^ b ^ c if i < 16 else (a & b) | (a & c) | (b & c)
            gg = e ^ f ^ g if i < 16 else (e & f) | (~e & g)
            t = (gg + h + first + w[i]) & WORD
            d, c, b, a = c, turn(b, 9), a, (ff + d + (first ^ turn(a, 12)) + (w[i] ^ w[i + 4])) & WORD
            h, g, f, e = g, turn(f, 19), e, t ^ turn(t, 9) ^ turn(t, 17)
        state = [new ^ old for new, old in zip((a, b, c, d, e, f, g, h), state)]
    return b''.join(word.to_bytes(4, 'big') for word in state)


SM2_P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
SM2_N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
SM2_B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
SM2_BASE = (
    0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
    0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
    1,
)
SM2_LABEL = b'sm2-sm3'
SM2_USER = b'1234567812345678'


def sm2_double(point):
    """Points are (X, Y, Z) with x = X/Z**2, y = Y/Z**3; Z = 0 is infinity. The curve's a is -3."""
    x, y, z = point
    square = y * y % SM2_P
    s = 4 * x * square
    m = 3 * (x - z * z) * (x + z * z)
    new_x = (m * m - 2 * s) % SM2_P
    return (new_x, (m * (s - new_x) - 8 * square * square) % SM2_P, 2 * y * z % SM2_P)


def sm2_add(p, q):
    if p[2] == 0:
        return q
    if q[2] == 0:
        return p
    pz, qz = p[2] * p[2] % SM2_P, q[2] * q[2] % SM2_P
    u, s = p[0] * qz % SM2_P, p[1] * qz * q[2] % SM2_P
    h, r = (q[0] * pz - u) % SM2_P, (q[1] * pz * p[2] - s) % SM2_P
    if h == 0:
        return sm2_double(p) if r == 0 else (1, 1, 0)
    hh, hhh = h * h % SM2_P, h * h * h % SM2_P
    x = (r * r - hhh - 2 * u * hh) % SM2_P
    return (x, (r * (u * hh - x) - s * hhh) % SM2_P, h * p[2] * q[2] % SM2_P)


def good_sm2(public_key, text, signature):
    """The key is 4 and both coordinates, the signature r and s, 32 bytes each."""
    if len(public_key) != 65 or public_key[0] != 4 or len(signature) != 64:
        return False
    x, y = int.from_bytes(public_key[1:33], 'big'), int.from_bytes(public_key[33:], 'big')
    if x >= SM2_P or y >= SM2_P or (y * y - x * x * x + 3 * x - SM2_B) % SM2_P != 0:
        return False
    r, s = int.from_bytes(signature[:32], 'big'), int.from_bytes(signature[32:], 'big')
    t = (r + s) % SM2_N
    if r == 0 or s == 0 or r >= SM2_N or s >= SM2_N or t == 0:
        return False

    curve = b''.join(number.to_bytes(32, 'big') for number in (SM2_P - 3, SM2_B, SM2_BASE[0], SM2_BASE[1]))
    owner = sm3(b'\0\x80' + SM2_USER + curve + public_key[1:])
    e = int.from_bytes(sm3(owner + text), 'big')
    own = (x, y, 1)
    both = sm2_add(SM2_BASE, own)
    total = (1, 1, 0)
    for bit in range(255, -1, -1):
        total = sm2_double(total)
        chosen = (s >> bit & 1, t >> bit & 1)
        if chosen != (0, 0):
            total = sm2_add(total, both if chosen == (1, 1) else SM2_BASE if chosen == (1, 0) else own)
    if total[2] == 0:
        return False
    affine = total[0] * pow(total[2] * total[2], SM2_P - 2, SM2_P) % SM2_P
    return (e + affine) % SM2_N == r


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
    """`name+hash+base64(1, Ed25519 key)` or `name+hash+base64(255, sm2-sm3, SM2 key)`."""
    found = re.fullmatch(r'([^+\s]+)\+([0-9a-f]{8})\+(' + BASE64 + ')', text)
    content = from_base64(found.group(3)) if found else None
    verify = verifier_of(content) if content else None
    if verify is None:
        return None
    key_id = sha256((found.group(1) + '\n').encode('utf-8') + content)[:4]
    if key_id.hex() != found.group(2):
        return None
    return {'text': text, 'name': found.group(1), 'id': key_id, 'verify': verify}


def verifier_of(content):
    if len(content) == 33 and content[0] == 1:
        return lambda text, signature: good_ed25519(content[1:], text, signature)
    point = content[1 + len(SM2_LABEL) :]
    if content[0] != 255 or content[1 : 1 + len(SM2_LABEL)] != SM2_LABEL or len(point) != 65:
        return None
    return lambda text, signature: good_sm2(point, text, signature)


NOTE = re.compile(
    r'([^\n]+)\n(' + DECIMAL + r')\n(' + BASE64 + r')\n\n((?:\u2014 [^+\s]+ ' + BASE64 + r'\n)+)'
)


PLACED = re.compile(r'(\S+)(?: ([1-9][0-9]{0,5}):(' + DECIMAL + r'))?')
FIRST = (1, 0)


def parse_keys(text):
    """One key per line, the oldest first; behind each but the first, `epoch:size` from which on it signs."""
    keys = []
    for i, line in enumerate(text.split('\n')):
        found = PLACED.fullmatch(line)
        key = parse_key(found.group(1)) if found else None
        if key is None or (found.group(2) is None) != (i == 0):
            return None
        key['from'] = FIRST if i == 0 else (int(found.group(2)), int(found.group(3)))
        if keys and (keys[-1]['name'] != key['name'] or key['from'] < keys[-1]['from']):
            return None
        keys.append(key)
    return keys


def epoch_of(name, origin):
    """Number of the epoch that an origin names, None when it is another log's."""
    if origin == name:
        return 1
    found = re.fullmatch(r'/epoch-([1-9][0-9]{0,5})', origin[len(name) :]) if origin.startswith(name) else None
    return int(found.group(1)) if found and found.group(1) != '1' else None


def signers_of(file, word, text, lines, keys):
    """The places in `keys` of those that signed the text, each signature checked."""
    signatures = []
    for line in lines.split('\n')[:-1]:
        _, name, content = line.split(' ')
        data = from_base64(content)
        if data is None or len(data) < 5:
            raise Wrong(word, file=file)
        signatures.append((name, data[:4], data[4:]))
    signers = []
    for at, key in enumerate(keys):
        own = [data for name, key_id, data in signatures if name == key['name'] and key_id == key['id']]
        if not own:
            continue
        if len(own) > 1 or not key['verify'](text.encode('utf-8'), own[0]):
            raise Wrong('bad_signature', file=file, key=key['text'])
        signers.append(at)
    if not signers:
        raise Wrong('bad_signature', file=file, key=keys[-1]['text'])
    return signers


def place_of(head):
    return (head['epoch'], head['size'])


def open_checkpoint(file, note, keys, any_time=False):
    """The checkpoint in a signed note. `any_time`: by whichever key, also before or after its time."""
    found = NOTE.fullmatch(note)
    root = from_base64(found.group(3)) if found else None
    if root is None or len(root) != 32:
        raise Wrong('bad_checkpoint', file=file)
    text = '%s\n%s\n%s\n' % (found.group(1), found.group(2), found.group(3))
    signers = signers_of(file, 'bad_checkpoint', text, found.group(4), keys)
    epoch = epoch_of(keys[0]['name'], found.group(1))
    if epoch is None:
        raise Wrong('bad_origin', file=file, origin=found.group(1))
    size = int(found.group(2))
    head = {'origin': found.group(1), 'epoch': epoch, 'size': size, 'root': root, 'signers': signers}
    if not any_time:
        check_in_time(file, signers, keys, head)
    return head


def check_in_time(file, signers, keys, head):
    """Each of the keys signed between its beginning and that of the key after it."""
    for at in signers:
        after = keys[at + 1 : at + 2]
        if place_of(head) < keys[at]['from'] or (after and after[0]['from'] < place_of(head)):
            raise Wrong('out_of_time', file=file, key=keys[at]['text'], epoch=head['epoch'], size=head['size'])


def pinned_or_own(file, pinned, own, note):
    """The keys to check with: the given ones, later ones too, among which are the log's own, or of which some signed beside them."""
    if not pinned:
        return own
    by_text = {}
    for key in pinned:
        by_text.setdefault(key['text'], key)
    given = [by_text.get(key['text']) for key in own]
    if None not in given:
        if len(pinned) > 1 and len(own) > 1 and any(a['from'] != b['from'] for a, b in zip(given, own)):
            raise Wrong('other_times', file=file)
        return pinned if len(pinned) > 1 else given
    if len(pinned) == 1 and any(key['text'] == pinned[0]['text'] for key in own):
        raise Wrong('more_keys', file=file, count=len(own))
    for line in note.split('\n') if not any(given) else []:
        found = re.fullmatch(r'\u2014 ([^+\s]+) (' + BASE64 + ')', line)
        if found and found.group(1) == pinned[0]['name'] == own[0]['name']:
            key_id = (from_base64(found.group(2)) or b'')[:4]
            if any(key_id == key['id'] for key in pinned):
                return pinned
    raise Wrong('foreign_key', file=file, key=' '.join(key['text'] for key in pinned))


def read_epochs(folder, keys):
    """What two people declared lost, in order: each a signed declaration and the checkpoint of what was lost."""
    file = 'epochs'
    text = read_text(os.path.join(folder, file), file, 'bad_epochs')
    notes = re.findall(r'(?:[^\n]+\n)+\n(?:\u2014 [^+\s]+ ' + BASE64 + r'\n)+', text)
    if ''.join(notes) != text or not notes or len(notes) % 2:
        raise Wrong('bad_epochs', file=file)
    epochs = []
    for declaration, lost_note in zip(notes[::2], notes[1::2]):
        one = open_declaration(file, declaration, keys)
        lost = open_checkpoint(file, lost_note, keys, any_time=True)
        if (lost['size'], lost['root'], lost['epoch']) != one['lost']:
            raise Wrong('bad_epochs', file=file)
        if epochs and (one['epoch'] <= epochs[-1]['epoch'] or one['kept'][0] <= epochs[-1]['kept'][0]):
            raise Wrong('bad_epochs', file=file)
        epochs.append(one)
    return epochs


DECLARATION = re.compile(
    r'(\S+) epoch ([1-9][0-9]{0,5})\nkept (' + DECIMAL + r') (\S+)\nlost ([1-9][0-9]{0,15}) (\S+) of epoch '
    r'([1-9][0-9]{0,5})\nat (\S+)\nasked by (\S+)\ndeclared by (\S+)\n'
)


def open_declaration(file, note, keys):
    split = note.find('\n\n')
    text = note[: split + 1]
    found = DECLARATION.fullmatch(text)
    kept, lost = [from_base64(found.group(at)) if found else None for at in (4, 6)]
    if found is None or found.group(1) != keys[0]['name'] or len(kept or b'') != 32 or len(lost or b'') != 32:
        raise Wrong('bad_epochs', file=file)
    signers_of(file, 'bad_epochs', text, note[split + 2 :], keys)
    return {
        'epoch': int(found.group(2)),
        'kept': (int(found.group(3)), kept),
        'lost': (int(found.group(5)), lost, int(found.group(7))),
        'at': found.group(8),
        'asked': found.group(9),
        'declared': found.group(10),
    }


PROOF_HEAD = 'c2sp.org/tlog-proof@v1\n'
LATER_PROOF = re.compile(r'c2sp\.org/tlog-proof@v(?:[2-9]|[1-9][0-9]+)\n')
DATA_HEAD = 'qixiang-document@v1\n'
# canonical JSON of an application as it was sent in
EDITION_HEAD = '{"application":{'
ZIP_HEAD = b'PK\3\4'
# bytes at the end of a document in which a seal lies, signed by two keys at most
SEAL_LENGTH = 4096
SEAL_LINE = re.compile(rb'%qixiang-seal ([A-Za-z0-9+/=]+)\n%%EOF\n\Z')
SEAL_NOTE = re.compile(
    r'([^\n]+)/document\n([^\n]+)\n(' + DECIMAL + r')\n([0-9a-f]{64})\n([0-9a-f]{64})\n\n'
    + r'((?:\u2014 [^+\s]+ ' + BASE64 + r'\n)+)'
)


def check_proof(file, text, pinned):
    return open_proof(file, text, pinned)['lines']


def open_proof(file, text, pinned):
    if LATER_PROOF.match(text):
        raise Wrong('newer_proof', file=file)
    split = text.find('\n\n')
    found = re.fullmatch(
        r'extra (' + BASE64 + r')\nindex (' + DECIMAL + r')\n((?:' + BASE64 + r'\n)*)',
        text[len(PROOF_HEAD) : split + 1],
    )
    content = from_base64(found.group(1)) if found else None
    extra = utf8(content) if content else None
    parts = re.fullmatch(r'([^\n]+)\n([0-9a-f]{64})\n([^\n]*)(?:\n(.*))?', extra, re.DOTALL) if extra else None
    if not text.startswith(PROOF_HEAD) or split < 0 or parts is None:
        raise Wrong('bad_proof', file=file)
    path = [from_base64(line) for line in found.group(3).split('\n')[:-1]]
    if any(neighbour is None or len(neighbour) != 32 for neighbour in path):
        raise Wrong('bad_proof', file=file)

    own = parse_keys(parts.group(1))
    if own is None:
        raise Wrong('bad_key', file=file)
    note = text[split + 2 :]
    fitting = pinned_or_own(file, pinned, own, note)
    keys = pinned if pinned and len(pinned) > 1 else fitting
    head = open_checkpoint(file, note, keys)
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
        for field, value in openings(file, entry, parts.group(4)):
            lines.append(say('said', field=field, value=value))
    lines = lines if pinned else lines + [say_key(own)]
    return {'index': index, 'leaf': leaf, 'entry': entry, 'keys': keys, 'head': head, 'lines': lines}


def openings(file, entry, text):
    """Personal values that came with the entry, each opening the commitment at its place: HMAC-SHA-256 under its key."""
    if text is None:
        return []
    try:
        given = parse_json(text)
    except (ValueError, RecursionError):
        raise Wrong('bad_proof', file=file) from None
    if not isinstance(given, dict):
        raise Wrong('bad_proof', file=file)
    found = []
    for field, opening in given.items():
        key = opening.get('key') if isinstance(opening, dict) else None
        value = opening.get('value') if isinstance(opening, dict) else None
        texts = isinstance(key, str) and isinstance(value, str)
        if not texts or not re.fullmatch('[0-9a-f]{64}', key) or not re.fullmatch('[a-z][A-Za-z.]*', field):
            raise Wrong('bad_proof', file=file)
        place = parse_json(utf8(entry))
        for step in field.split('.') + ['hmac']:
            place = place.get(step) if isinstance(place, dict) else None
        message = re.sub('[\ud800-\udfff]', '\ufffd', value).encode('utf-8')
        if place != hmac.new(bytes.fromhex(key), message, hashlib.sha256).hexdigest():
            raise Wrong('bad_value', file=file, field=field)
        found.append((field, value))
    return found


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


def parse_json(text):
    """As JSON.parse of JavaScript: no NaN, and a number of any length. May raise ValueError and RecursionError."""
    return json.loads(text, parse_constant=no_constant, parse_int=number_of)


def number_of(digits):
    return int(digits) if len(digits) < 20 else float(digits)


def parse_event(entry, index):
    text = utf8(entry)
    try:
        event = parse_json(text or '')
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
        version is None
        or version < 1
        or number is None
        or not (prev is None or isinstance(prev, str))
        or any(not isinstance(part, str) for part in texts)
    ):
        raise Wrong('no_event', index=index)
    actor = event.get('actor')
    return {
        'dossier': dossier,
        'n': number,
        'prev': prev,
        'time': texts[1],
        'act': texts[2],
        'result': texts[3],
        'object': thing.get('id'),
        'actor': actor.get('id') if isinstance(actor, dict) else None,
        'after': event.get('after'),
    }


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
    def refuse(error):
        raise error

    found = set()
    for parent, folders, names in os.walk(folder, onerror=refuse):
        relative = os.path.relpath(parent, folder).replace(os.sep, '/')
        links = [name for name in folders if os.path.islink(os.path.join(parent, name))]
        for name in names + links:
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
    keys = keys_of(folder, pinned)
    now = open_checkpoint('checkpoint', read_text(checkpoint_in(folder), 'checkpoint', 'bad_checkpoint'), keys)
    findings = []

    def note(word, **params):
        findings.append(Wrong(word, **params))

    epochs = read_epochs(folder, keys) if 'epochs' in present else []
    history = check_history(folder, keys, now, note)
    check_times(keys, epochs, now, history, note)
    expected = {'key', 'checkpoint', 'checkpoints'} | ({'epochs'} if epochs else set())
    asked = []
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
        if event['act'] in ('epoch.ask', 'epoch.declare'):
            asked.append(event)
        last_n, last_leaf = dossiers.get(dossier, (0, None))
        if number != last_n + 1:
            note('number', index=index, dossier=dossier, n=number, expected=last_n + 1)
        elif event['prev'] != (None if last_leaf is None else last_leaf.hex()):
            note('prev', index=index, dossier=dossier)
        dossiers[dossier] = (number, leaf)
        if dossier == wanted:
            listed.append(say('line', index=index, short=short(leaf), **event))

    signed = {head['size']: head['root'] for head in reversed(history)}

    kept = dict(one['kept'] for one in epochs)

    def at_size():
        if tree.size in kept and tree.root() != kept[tree.size]:
            note('root', size=tree.size, file='epochs')
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
        for one in epochs:
            if not is_in_log(one, asked):
                note('no_declaration', epoch=one['epoch'])
    if findings:
        raise ManyWrong(findings)
    numbers = dossiers.get(wanted, (0, None))[0]
    return {
        'keys': keys,
        'now': now,
        'epochs': epochs,
        'listed': listed,
        'dossiers': len(dossiers),
        'checkpoints': len(history),
        'numbers': numbers,
    }


def check_times(keys, epochs, now, history, note):
    """Every checkpoint is of the epoch that its size asks for, and each key took over where it says."""
    for head in history:
        before = [one['epoch'] for one in epochs if one['kept'][0] < head['size']]
        expected = before[-1] if before else 1
        if head['epoch'] != expected:
            note('epoch', size=head['size'], epoch=head['epoch'], expected=expected)
    for i, key in enumerate(keys):
        start = key['from']
        if i == 0 or place_of(now) < start:
            continue
        both = any(place_of(head) == start and {i - 1, i} <= set(head['signers']) for head in history)
        if not both and not any((one['epoch'], one['kept'][0]) == start for one in epochs):
            note('no_takeover', key=key['text'], epoch=start[0], size=start[1])


def is_in_log(one, events):
    """Both acts of a declaration, by two people, are entries of the log."""

    def declares(event):
        after = event['after'] if isinstance(event['after'], dict) else {}
        done = event['act'] == 'epoch.declare' and event['result'] == 'done'
        return done and whole(after.get('epoch')) == one['epoch'] and event['actor'] == one['declared']

    found = next((event for event in events if declares(event)), None)
    asks = found and any(
        event['act'] == 'epoch.ask' and event['object'] == found['object'] and event['actor'] == one['asked']
        for event in events
    )
    return bool(asks) and one['asked'] != one['declared']


def keys_of(folder, pinned):
    checkpoint = checkpoint_in(folder)
    text = read_text(os.path.join(folder, 'key'), 'key', 'bad_key')
    keys = parse_keys(text[:-1]) if text.endswith('\n') else None
    if keys is None:
        raise Wrong('bad_key', file='key')
    note = read_text(checkpoint, 'checkpoint', 'bad_checkpoint')
    return pinned_or_own('key', pinned, keys, note)


def checkpoint_in(folder):
    """Path of an exported log's checkpoint."""
    if 'checkpoint' not in os.listdir(folder):
        raise Wrong('empty', file=folder)
    return os.path.join(folder, 'checkpoint')


def check_history(folder, keys, now, note):
    """Every checkpoint that was signed, in order of size."""
    file = 'checkpoints'
    history = []
    try:
        for one in notes_in(os.path.join(folder, file), file):
            history.append(open_checkpoint(file, one, keys))
        if any(later['size'] <= head['size'] for head, later in zip(history, history[1:])):
            raise Wrong('order', file=file)
        if not history or any(history[-1][part] != now[part] for part in ('size', 'epoch', 'root')):
            raise Wrong('last', file=file)
    except Wrong as finding:
        note(finding.word, **finding.params)
    return history


SIGNATURE_HEAD = '\u2014 '.encode('utf-8')
LONGEST_NOTE = 1 << 16


def notes_in(path, file):
    """Signed notes one after the other, of a file of any length: each is head, blank line, and lines of signatures."""

    def text_of(lines):
        text = utf8(b''.join(lines))
        if text is None:
            raise Wrong('bad_checkpoint', file=file)
        return text

    note, length, signed = [], 0, False
    for line in lines_in(path, file):
        is_signature = line.startswith(SIGNATURE_HEAD)
        if signed and not is_signature:
            yield text_of(note)
            note, length = [], 0
        signed = is_signature
        note.append(line)
        length += len(line)
        if length > LONGEST_NOTE:
            raise Wrong('bad_checkpoint', file=file)
    if note:
        yield text_of(note)


def lines_in(path, file):
    """Lines with their ends; a line longer than a note may be comes cut."""
    try:
        with open(path, 'rb') as handle:
            line = handle.readline(LONGEST_NOTE + 1)
            while line:
                yield line
                line = handle.readline(LONGEST_NOTE + 1)
    except FileNotFoundError:
        raise Wrong('missing', file=file) from None
    except (OSError, ValueError):
        raise Wrong('unreadable', file=file) from None




# ---- modes -----------------------------------------------------------------------------------------------------------


def mode_proof(paths, pinned):
    return each(paths, lambda path: check_proof(path, read_text(path, path, 'bad_proof'), pinned))


def mode_pdf(paths, pinned):
    def check(path):
        pdf = read(path, path, LARGE_FILE)
        proofs, data, editions = attached(pdf)
        if not proofs:
            raise Wrong('no_proof', file=path)
        if len(proofs) > 1:
            raise Wrong('many_proofs', file=path)
        proof = open_proof(path, proofs[0], pinned)
        document = check_seal(path, pdf, proof)
        return check_data(path, data, editions, document, proof) + proof['lines']

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
        lost = [
            say(
                'ok_other' if one['lost'][0] <= one['kept'][0] else 'ok_epoch',
                epoch=one['epoch'],
                kept=one['kept'][0],
                lost=one['lost'][0],
                of=one['lost'][2],
                at=one['at'],
                asked=one['asked'],
                declared=one['declared'],
            )
            for one in result['epochs']
        ]
        return [line] + lost + ([] if pinned else [say_key(result['keys'])])

    return each(folders, check)


def mode_checkpoints(paths, pinned):
    if len(paths) != 2:
        return usage()
    old_path, new_path = paths

    def check(_):
        folder = os.path.isdir(new_path)
        keys = keys_of(new_path, pinned) if folder else pinned
        if not keys:
            raise Wrong('no_key')
        old_file = checkpoint_in(old_path) if os.path.isdir(old_path) else old_path
        # a log that went back may not know the key of what it lost
        text = read_text(old_file, old_path, 'bad_checkpoint')
        old = open_checkpoint(old_path, text, pinned or keys, any_time=True)
        if folder:
            now = continued_in_folder(new_path, pinned, old)
        else:
            now = continued_in_file(new_path, keys, old)
        line = say('ok_checkpoints', old=old['size'], size=now['size'])
        return [line] if pinned else [line, say_key(keys)]

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
        return lines if pinned else lines + [say_key(result['keys'])]

    return each([folder], check)


def continued_in_folder(folder, pinned, old):
    roots = {old['size']: None}
    result = check_export(folder, pinned, roots=roots)
    now = result['now']
    if now['epoch'] < old['epoch']:
        raise Wrong('older_epoch', epoch=now['epoch'], old=old['epoch'])
    later = sorted((one for one in result['epochs'] if one['epoch'] > old['epoch']), key=lambda one: one['kept'][0])
    if later and old['size'] > later[0]['kept'][0]:
        gone = later[0]
        raise Wrong(
            'lost',
            kept=gone['kept'][0],
            old=old['size'],
            epoch=gone['epoch'],
            at=gone['at'],
            asked=gone['asked'],
            declared=gone['declared'],
        )
    if now['size'] < old['size']:
        raise Wrong('shrunk', size=now['size'], old=old['size'])
    if roots[old['size']] == old['root']:
        return now
    other = other_history(result['epochs'], old)
    if other is not None:
        raise Wrong('replaced', old=old['size'], **other)
    raise Wrong('rewritten', size=now['size'], old=old['size'])


def other_history(epochs, old):
    """The declaration by which two people gave up another history, of which the old checkpoint may be."""
    for one in epochs:
        size, _, epoch = one['lost']
        if one['epoch'] > old['epoch'] and old['epoch'] <= epoch and old['size'] <= size <= one['kept'][0]:
            named = {name: one[name] for name in ('epoch', 'at', 'asked', 'declared')}
            return dict(named, kept=one['kept'][0])
    return None


def continued_in_file(path, keys, old):
    """A checkpoint alone, or after `old N`, hashes and a blank line, as C2SP tlog-witness asks."""
    text = read_text(path, path, 'bad_checkpoint')
    found = re.match(r'old (' + DECIMAL + r')\n((?:' + BASE64 + r'\n)*)\n', text)
    proof = [from_base64(line) for line in found.group(2).split('\n')[:-1]] if found else []
    now = open_checkpoint(path, text[found.end() :] if found else text, keys)
    size = now['size']
    if now['epoch'] != old['epoch']:
        raise Wrong('other_epoch', file=path, epoch=now['epoch'], old=old['epoch'])
    if size < old['size']:
        raise Wrong('shrunk', size=size, old=old['size'])
    if not found and size > old['size']:
        raise Wrong('no_consistency', file=path, old=old['size'], size=size)
    if found and int(found.group(1)) != old['size']:
        raise Wrong('no_consistency', file=path, old=old['size'], size=size)
    if any(node is None or len(node) != 32 for node in proof) or not continues(old, now, proof):
        raise Wrong('rewritten', size=size, old=old['size'])
    return now


def check_seal(file, pdf, proof):
    """The seal at the end of a document: signed by the key of the log, it names the entry and the hash of all bytes before it.

    It was made with the checkpoint of the proof, so the key's time is asked for that. Returns the id of the document.
    """
    end = pdf[-SEAL_LENGTH:]
    found = SEAL_LINE.search(end)
    if found is None:
        raise Wrong('no_seal', file=file)
    content = utf8(from_base64(found.group(1).decode('ascii')) or b'')
    note = SEAL_NOTE.fullmatch(content) if content else None
    if note is None or note.group(1) != proof['keys'][0]['name']:
        raise Wrong('bad_seal', file=file)
    name, document, number, leaf, sealed_hash, lines = note.groups()
    text = '%s/document\n%s\n%s\n%s\n%s\n' % (name, document, number, leaf, sealed_hash)
    signers = signers_of(file, 'bad_seal', text, lines, proof['keys'])
    check_in_time(file, signers, proof['keys'], proof['head'])
    if int(number) != proof['index'] or leaf != proof['leaf'].hex():
        raise Wrong('foreign_proof', file=file, index=proof['index'], other=number)
    sealed = pdf[: len(pdf) - len(end) + found.start()]
    if sha256(sealed).hex() != sealed_hash:
        raise Wrong('changed', file=file)
    return document


def check_data(file, data, editions, document, proof):
    """The data that the document was laid out from: its hash stands in the entry, those of editions stand in the data."""
    index = proof['index']
    if len(data) != 1:
        raise Wrong('no_data', file=file)
    if proof['entry'] is None:
        raise Wrong('no_content', file=file, index=index)
    files = parse_json(utf8(proof['entry'])).get('files')
    listed = [one for one in files if isinstance(one, dict)] if isinstance(files, list) else []
    data_hash = sha256(data[0]).hex()
    named = any(one.get('id') == document and one.get('sha256') == data_hash for one in listed)
    lines = (utf8(data[0]) or '').split('\n') + [''] * 6
    found = texts_of(lines[3])
    whole = all(wanted in editions for wanted in editions_in(lines[5]))
    if not named or lines[1] != document or found is None or not whole:
        raise Wrong('foreign_data', file=file, index=index)
    number, title = found
    return [say('ok_pdf', file=file, index=index, title=title, number=number or '-')]


def texts_of(line):
    """Number and title; None: the line is not two texts."""
    try:
        found = parse_json(line)
    except (ValueError, RecursionError):
        return None
    texts = isinstance(found, list) and len(found) == 2 and all(isinstance(one, str) for one in found)
    return found if texts else None


def editions_in(line):
    """Hashes of the editions of an application that a model names instead of repeating them."""
    try:
        model = parse_json(line)
    except (ValueError, RecursionError):
        return []
    sections = model.get('sections') if isinstance(model, dict) else None
    listed = sections if isinstance(sections, list) else []
    return [one.get('sha256') for one in listed if isinstance(one, dict) and 'edition' in one]


def attached(data):
    """Proofs, data of documents, and hashes of editions, in a PDF or in a workbook."""
    archive = len(data) > 30 and data[:4] == ZIP_HEAD
    texts = [utf8(plain) for plain in (parts_in(data) if archive else streams_in(data))]
    ours = [re.sub(r'[\r\n]+\Z', '', text) + '\n' for text in texts if text is not None]
    proofs = [text for text in ours if text.startswith(PROOF_HEAD)]
    found = [text.encode('utf-8') for text in ours if text.startswith(DATA_HEAD)]
    editions = [sha256(text[:-1].encode('utf-8')).hex() for text in ours if text.startswith(EDITION_HEAD)]
    return proofs, found, editions


def streams_in(pdf):
    """Those streams of a PDF, plain or deflated, that begin as one of ours."""
    found = []
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
        stream = pdf[start:end]
        for plain in (stream, inflated(stream)):
            if plain is not None and plain[:20].startswith((b'qixiang-', b'c2sp.org', EDITION_HEAD.encode())):
                found.append(plain)
                break
        start = pdf.find(b'stream', end + 9)
    return found


def parts_in(archive):
    """The parts of a workbook's archive under `qixiang/`, read from its start; where a part says no lengths, reading ends."""
    found = []
    at = 0
    while at + 30 <= len(archive) and archive[at : at + 4] == ZIP_HEAD:
        flags, method, length, name_length, extra = [
            int.from_bytes(archive[at + place : at + place + size], 'little')
            for place, size in ((6, 2), (8, 2), (18, 4), (26, 2), (28, 2))
        ]
        start = at + 30 + name_length + extra
        if flags & 8 or start + length > len(archive):
            break
        part = archive[start : start + length]
        plain = inflated(part, -15, LARGE_DATA) if method == 8 else part if method == 0 else None
        if plain is not None and archive[at + 30 : at + 30 + name_length].startswith(b'qixiang/'):
            found.append(plain)
        at = start + length
    return found


def inflated(stream, window=15, limit=MIDDLE_FILE):
    machine = zlib.decompressobj(window)
    try:
        plain = machine.decompress(stream, limit)
    except zlib.error:
        return None
    return plain if machine.eof else None


def check_draw(file, pinned):
    """The draw made again, and each of its facts in one of three entries of the panel's dossier."""
    draw = scoring.read_draw(parse_json, utf8(read(file, file, MIDDLE_FILE)) or '')
    if draw is None:
        raise Wrong('bad_bundle', file=file)
    bundle, count = draw['bundle'], len(draw['candidates'])
    for field, text in (('poolSha256', bundle['pool']), ('nonceSha256', bundle['serverNonce'])):
        if sha256(scoring.bytes_of(text)).hex() != bundle[field]:
            raise Wrong('other_draw', file=file, field=field)
    if not re.fullmatch('[0-9]{6,64}', bundle['salt']):
        raise Wrong('other_draw', file=file, field='salt')
    again = scoring.draw_again(draw)
    if again is None:
        raise Wrong('no_draw', file=file)
    for field, value in again.items():
        if value != bundle[field]:
            raise Wrong('other_draw', file=file, field=field)

    number = whole(bundle['number'])
    wanted = {
        'panel.plan': {'conditions': bundle['conditions']},
        'panel.publish_pool': {
            'draw': number,
            'poolSha256': bundle['poolSha256'],
            'nonceSha256': bundle['nonceSha256'],
            'candidates': count,
            'excluded': len(bundle['excluded']),
        },
        'panel.draw': {
            'draw': number,
            'salt': bundle['salt'],
            'nonce': bundle['serverNonce'],
            'seed': bundle['seed'],
            'members': bundle['members'],
            'substitutes': bundle['substitutes'],
        },
    }
    proofs = [open_proof(file, text, pinned) for text in bundle['proofs']]
    lines = [say('ok_draw', file=file, number=number, candidates=count, members=len(bundle['members']))]
    last = -1
    for act, facts in wanted.items():
        index = entry_that_says(file, proofs, act, 'panel:' + bundle['panel'], facts)
        if index <= last:
            raise Wrong('unlogged', file=file, act=act)
        last = index
        lines.append(say('logged', act=act, index=index))
    return lines if pinned else lines + [say_key(proofs[0]['keys'])]


def check_ranking(file, proof_file, pinned):
    """The ranking made again from its sheets; with a proof, its hash in the entry of the signature."""
    data = read(file, file, MIDDLE_FILE)
    bundle = scoring.read_ranking(parse_json, utf8(data) or '')
    if bundle is None:
        raise Wrong('bad_bundle', file=file)
    found = scoring.difference_in(bundle)
    if found is not None:
        raise Wrong('other_ranking', file=file, id=found[0], field=found[1])
    digest = sha256(data).hex()
    lines = [say('ok_ranking', file=file, count=len(bundle['applications']), hash=digest)]
    if proof_file is None:
        return lines + [say('not_logged')]
    proof = open_proof(proof_file, read_text(proof_file, proof_file, 'bad_proof'), pinned)
    alone = len(bundle['panels']) == 1
    act = 'panel.sign' if alone else 'ranking.complete'
    dossier = 'panel:' + bundle['panels'][0] if alone else None
    index = entry_that_says(proof_file, [proof], act, dossier, {'rankingSha256': digest})
    lines.append(say('logged', act=act, index=index))
    return lines if pinned else lines + [say_key(proof['keys'])]


def entry_that_says(file, proofs, act, dossier, facts):
    """Place in the log of the entry, of those proved, in which an act that was done states exactly these facts."""
    for proof in proofs:
        event = parse_event(proof['entry'], proof['index']) if proof['entry'] is not None else None
        if event is None or event['act'] != act or event['result'] != 'done':
            continue
        after = event['after'] if isinstance(event['after'], dict) else {}
        stated = all(is_same(value, after.get(name)) for name, value in facts.items())
        if stated and (dossier is None or event['dossier'] == dossier):
            return proof['index']
    raise Wrong('unlogged', file=file, act=act)


def is_same(value, stated):
    return value == (whole(stated) if type(value) is int else stated)


def mode_draw(paths, pinned):
    return each(paths, lambda path: check_draw(path, pinned))


def mode_ranking(paths, pinned):
    if len(paths) > 2:
        return usage()
    proof = paths[1] if len(paths) == 2 else None
    return each(paths[:1], lambda path: check_ranking(path, proof, pinned))


# ---- words -----------------------------------------------------------------------------------------------------------

LANGUAGE = ['zh']


def say(word, **params):
    def fill(place):
        text = str(params.get(place.group(1)))
        return re.sub('[\ud800-\udfff]', '\ufffd', re.sub('[\0-\x1f\x7f-\x9f]', '?', text))

    return re.sub(r'\{(\w+)\}', fill, WORDS[word][LANGUAGE[0]])


def say_key(keys):
    return say('key', key=' '.join(key['text'] for key in keys))


def usage():
    print(say('usage'))
    return False


# Not wrong, and not to be checked: what two people declared.
DECLARED_WORDS = ('lost', 'replaced')


def each(paths, check):
    """Runs a check per path and prints its lines; true when all are right."""
    if not paths:
        return usage()
    right = True
    for path in paths:
        try:
            for line in check(path):
                print(line)
        except (Wrong, ManyWrong, OSError) as error:
            unreadable = Wrong('unreadable', file=path) if isinstance(error, OSError) else error
            findings = error.findings if isinstance(error, ManyWrong) else [unreadable]
            right = False
            if findings[0].word not in DECLARED_WORDS:
                print(say('failed', file=path))
            for finding in findings[:SHOWN_FINDINGS]:
                print(('' if finding.word in DECLARED_WORDS else '  ') + say(finding.word, **finding.params))
            if len(findings) > SHOWN_FINDINGS:
                print('  ' + say('more', count=len(findings) - SHOWN_FINDINGS))
    return right


def mode_selftest(args, _):
    """The published examples: RFC 6962, RFC 8032 (7.1, test 2), GB/T 32905 (annex A), GB/T 32918.5 (annex A)."""

    def check(_):
        for name, holds in EXAMPLES:
            if not holds():
                raise Wrong('bad_self', name=name)
        return [say('ok_self')]

    return usage() if args else each(['selftest'], check)


EXAMPLES = [
    (
        'RFC 6962',
        lambda: Tree().root().hex() == 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
        and leaf_hash(b'').hex() == '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    ),
    ('RFC 6962', lambda: good_trees(**VECTORS['RFC 6962'])),
    (
        'C2SP signed-note',
        lambda: all(
            is_signed_by(one['key'], one['text'], one['lines'])
            and not is_signed_by(one['key'], one['text'].replace('i', 'I', 1), one['lines'])
            for one in VECTORS['C2SP signed-note']
        ),
    ),
    (
        'C2SP tlog-tiles',
        lambda: all(number_path(index, width) == path for index, width, path in VECTORS['C2SP tlog-tiles']),
    ),
    (
        'RFC 8032',
        lambda: signs_only(
            good_ed25519,
            '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
            b'\x72',
            '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da'
            '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
        ),
    ),
    (
        'GB/T 32905',
        lambda: sm3(b'abc').hex() == '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'
        and sm3(b'abcd' * 16).hex() == 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
    ),
    (
        'GB/T 32918',
        lambda: signs_only(
            good_sm2,
            '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020'
            'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
            b'message digest',
            'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3'
            'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
        ),
    ),
]


def good_trees(entries, roots, inclusions, consistencies, large):
    """Roots, inclusion proofs and consistency proofs; a proof of another place does not hold."""
    leaves = [leaf_hash(bytes.fromhex(entry)) for entry in entries]
    heads = [bytes.fromhex(root) for root in roots]

    def root_of(hashes):
        tree = Tree()
        for one in hashes:
            tree.add(one, lambda *_: None)
        return tree.root()

    for i, root in enumerate(heads):
        if root_of(leaves[: i + 1]) != root:
            return False
    for size, root in large:
        many = root_of(leaf_hash(bytes([i & 255, i >> 8])) for i in range(size))
        if base64.b64encode(many).decode() != root:
            return False
    for one in inclusions:
        index, size = one['index'], one['size']
        path = [bytes.fromhex(node) for node in one['path']]
        reached = [root_from_path(place, size, leaves[index], path) for place in (index, (index + 1) % size)]
        if reached[0] != heads[size - 1] or reached[1] == heads[size - 1]:
            return False
    for one in consistencies:
        old, size = one['old'], one['size']
        path = [bytes.fromhex(node) for node in one['path']]
        now = {'size': size, 'root': heads[size - 1]}
        right, other = ({'size': old, 'root': root} for root in (heads[old - 1], leaves[1]))
        if not continues(right, now, path) or continues(other, now, path):
            return False
    return True


def is_signed_by(key, text, lines):
    try:
        return len(signers_of('', 'bad_checkpoint', text, lines, parse_keys(key))) == 1
    except Wrong:
        return False


def signs_only(good, key, text, signature):
    """The published signature holds for its text and for no other."""
    key, signature = bytes.fromhex(key), bytes.fromhex(signature)
    return good(key, text, signature) and not good(key, text + b'.', signature)


MODES = {
    'selftest': mode_selftest,
    'proof': mode_proof,
    'pdf': mode_pdf,
    'export': mode_export,
    'checkpoints': mode_checkpoints,
    'dossier': mode_dossier,
    'draw': mode_draw,
    'ranking': mode_ranking,
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
            pinned = parse_keys(text)
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
