"""The draw of a panel and the ranking of its applications, made again from what was published.

Imports nothing of the other files. What has not the form of a bundle answers None.
"""
import functools
import hashlib
import re

KINDS = ('technical', 'finance', 'management')
SHARES = {'none': None, '1/2': 2, '1/3': 3, '1/4': 4}
BREAKS = ('heaviest_item', 'median', 'priority_tags')
SAFE = 2**53 - 1


def is_text(value):
    return isinstance(value, str)


def is_count(value):
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return type(value) is int and 0 <= value <= SAFE


def is_list(value, holds):
    return isinstance(value, list) and all(holds(one) for one in value)


def is_record(value):
    return isinstance(value, dict)


def is_id(value):
    """Printable ASCII, whose order is the same everywhere."""
    return is_text(value) and re.fullmatch('[!-~]{1,100}', value) is not None


def null_or(holds, record, name):
    return name in record and (record[name] is None or holds(record[name]))


def parsed(parse, text):
    try:
        return parse(text)
    except (ValueError, RecursionError):
        return None


# ---- draw ------------------------------------------------------------------------------------------------------------

DRAW_TEXTS = 'panel conditions pool poolSha256 nonceSha256 serverNonce salt seed'.split()


def read_draw(parse, text):
    """The bundle with its pool and plan read."""
    bundle = parsed(parse, text)
    if not is_record(bundle) or not is_count(bundle.get('version')) or bundle['version'] != 1:
        return None
    if not is_count(bundle.get('number')) or not all(is_text(bundle.get(name)) for name in DRAW_TEXTS):
        return None
    lists = all(is_list(bundle.get(name), is_text) for name in ('order', 'members', 'substitutes', 'proofs'))
    pool = parsed(parse, bundle['pool'])
    plan = plan_in(parsed(parse, bundle['conditions']))
    candidates = is_list(pool, is_candidate) and len({one['id'] for one in pool}) == len(pool)
    if not lists or not is_list(bundle.get('excluded'), is_record) or not candidates or plan is None:
        return None
    return {'bundle': bundle, 'candidates': pool, 'plan': plan}


def is_candidate(one):
    return (
        is_record(one)
        and is_id(one.get('id'))
        and is_text(one.get('kind'))
        and one['kind'] in KINDS
        and is_text(one.get('city'))
    )


def plan_in(conditions):
    if not is_record(conditions) or not is_text(conditions.get('cityShare')):
        return None
    plan = {}
    for part in ('seats', 'substitutes'):
        counts = conditions.get(part)
        if not is_record(counts) or not all(is_count(counts.get(kind)) and counts[kind] <= 1000 for kind in KINDS):
            return None
        plan[part] = {kind: int(counts[kind]) for kind in KINDS}
    if conditions['cityShare'] not in SHARES:
        return None
    share = SHARES[conditions['cityShare']]
    plan['limit'] = SAFE if share is None else max(1, sum(plan['seats'].values()) // share)
    return plan


def draw_again(draw):
    """The seed in hex, the whole order, members and substitutes; None: such a panel cannot be drawn."""
    bundle, plan = draw['bundle'], draw['plan']
    lines = ''.join(bundle[name] + '\n' for name in ('poolSha256', 'serverNonce', 'salt'))
    seed = hashlib.sha256(bytes_of(lines)).digest()
    order = shuffled(sorted(draw['candidates'], key=lambda one: one['id']), words_of(seed))
    opened = dict(plan['seats'])
    for kind, seats in opened.items():
        if sum(one['kind'] == kind for one in order) < seats:
            return None
    used = {}
    if not can_fill(opened, order, used, plan['limit']):
        return None
    members = []
    for i, candidate in enumerate(order):
        kind, city = candidate['kind'], candidate['city']
        seats, taken = opened[kind], used.get(city, 0)
        if seats < 1 or taken >= plan['limit']:
            continue
        opened[kind], used[city] = seats - 1, taken + 1
        if can_fill(opened, order[i + 1 :], used, plan['limit']):
            members.append(candidate['id'])
        else:
            opened[kind], used[city] = seats, taken
    left = [one for one in order if one['id'] not in members]
    chosen = set()
    for kind in KINDS:
        chosen.update([one['id'] for one in left if one['kind'] == kind][: plan['substitutes'][kind]])
    ids = [one['id'] for one in order]
    return {
        'seed': seed.hex(),
        'order': ids,
        'members': members,
        'substitutes': [one for one in ids if one in chosen],
    }


def bytes_of(text):
    return re.sub('[\ud800-\udfff]', '\ufffd', text).encode('utf-8')


def words_of(seed):
    """SHA-256(seed, counter), eight bytes of counter; each block gives eight words."""
    counter = 0
    while True:
        block = hashlib.sha256(seed + counter.to_bytes(8, 'big')).digest()
        for at in range(0, 32, 4):
            yield int.from_bytes(block[at : at + 4], 'big')
        counter += 1


def shuffled(items, words):
    """Fisher-Yates from the end; words from the last incomplete range are rejected."""
    for i in range(len(items) - 1, 0, -1):
        limit = 2**32 - 2**32 % (i + 1)
        word = next(words)
        while word >= limit:
            word = next(words)
        j = word % (i + 1)
        items[i], items[j] = items[j], items[i]
    return items


def can_fill(opened, people, used, limit):
    """Seats of each kind against room in each city: a maximum flow, seat by seat along augmenting paths."""
    supply, seated, taken = {}, {}, dict(used)
    for one in people:
        key = (one['kind'], one['city'])
        supply[key] = supply.get(key, 0) + 1
    cities = list(dict.fromkeys(one['city'] for one in people))

    def seat(kind, tried):
        for city in cities:
            key = (kind, city)
            if city in tried or seated.get(key, 0) >= supply.get(key, 0):
                continue
            tried.add(city)
            if taken.get(city, 0) < limit:
                taken[city] = taken.get(city, 0) + 1
            else:
                mover = next((one for one in KINDS if seated.get((one, city), 0) > 0 and seat(one, tried)), None)
                if mover is None:
                    continue
                seated[(mover, city)] -= 1
            seated[key] = seated.get(key, 0) + 1
            return True
        return False

    return all(seat(kind, set()) for kind, seats in opened.items() for _ in range(seats))


# ---- ranking (B.8) ---------------------------------------------------------------------------------------------------


def read_ranking(parse, text):
    """The bundle, every number of which is whole."""
    bundle = parsed(parse, text)
    if not is_record(bundle) or not is_count(bundle.get('version')) or bundle['version'] != 1:
        return None
    scheme, applications = bundle.get('scheme'), bundle.get('applications')
    good = (
        is_list(bundle.get('panels'), is_text)
        and is_record(scheme)
        and is_list(
            scheme.get('items'), lambda one: is_record(one) and is_text(one.get('code')) and is_count(one.get('max'))
        )
        and one_of(scheme.get('vetoPolicy'), ('any', 'two', 'majority'))
        and one_of(scheme.get('aggregation'), ('mean', 'trimmed'))
        and all(is_count(scheme.get(name)) for name in ('minValid', 'trimFrom', 'passLine'))
        and is_list(scheme.get('tieBreak'), lambda name: one_of(name, BREAKS))
        and is_list(applications, is_application)
        and len({one['id'] for one in applications}) == len(applications)
    )
    return bundle if good else None


def one_of(value, names):
    return is_text(value) and value in names


def is_application(one):
    return (
        is_record(one)
        and is_id(one.get('id'))
        and is_list(one.get('priorityTags'), is_text)
        and null_or(is_count, one, 'collectiveOrder')
        and is_list(one.get('sheets'), is_sheet)
        and is_text(one.get('outcome'))
        and all(is_count(one.get(name)) for name in ('count', 'vetoCount', 'dropped'))
        and all(null_or(is_count, one, name) for name in ('meanCenti', 'scoreCenti', 'rank'))
        and null_or(is_text, one, 'decidedBy')
    )


def is_sheet(one):
    return (
        is_record(one)
        and is_text(one.get('expert'))
        and is_text(one.get('status'))
        and null_or(is_count, one, 'totalCenti')
        and is_record(one.get('marks'))
        and all(is_count(mark) for mark in one['marks'].values())
        and is_list(one.get('vetoes'), is_text)
    )


RECOMPUTED = 'outcome count vetoCount dropped meanCenti scoreCenti rank decidedBy'.split()


def difference_in(bundle):
    """Where the bundle differs from what its sheets make: the application and the field; None: nowhere."""
    scheme, applications = bundle['scheme'], bundle['applications']
    made = {one['id']: aggregated(one, scheme) for one in applications}
    placed = ranked([key for key, one in made.items() if one['outcome'] in ('passed', 'failed')], made, scheme['tieBreak'])
    order = placed + sorted(set(made) - set(placed))
    for one, expected in zip(applications, order):
        if one['id'] != expected:
            return one['id'], 'order'
        for field in RECOMPUTED:
            if one[field] != made[one['id']][field]:
                return one['id'], field
    return None


def mean(values):
    """Rounded half up."""
    count = len(values)
    return (2 * sum(values) + count) // (2 * count) if count else None


def aggregated(application, scheme):
    sheets = application['sheets']
    valid = [one for one in sheets if one['status'] == 'locked' and one['totalCenti'] is not None]
    totals = sorted((int(one['totalCenti']) for one in valid), reverse=True)
    count = len(totals)
    vetoes = sum(bool(one['vetoes']) for one in valid)
    dropped = 1 if scheme['aggregation'] == 'trimmed' and count >= scheme['trimFrom'] else 0
    enough = count > 0 and count >= scheme['minValid']
    score = mean(totals[dropped : max(dropped, count - dropped)]) if enough else None
    holds = {'any': vetoes >= 1, 'two': vetoes >= 2, 'majority': vetoes * 2 > count}
    reached = 'passed' if score is not None and score >= scheme['passLine'] else 'failed'
    heaviest = None
    for item in scheme['items']:
        heaviest = item if heaviest is None or item['max'] > heaviest['max'] else heaviest
    code = heaviest['code'] if heaviest else ''
    return {
        'outcome': 'insufficient' if score is None else 'vetoed' if holds[scheme['vetoPolicy']] else reached,
        'count': count,
        'vetoCount': vetoes,
        'dropped': dropped,
        'meanCenti': mean(totals),
        'scoreCenti': score,
        'rank': None,
        'decidedBy': None,
        'collectiveOrder': application['collectiveOrder'],
        # sums of marks may stand for means only over equal counts: compared crosswise
        'heaviest_item': (sum(int(one['marks'].get(code, 0)) for one in valid), count),
        'median': totals[(count - 1) // 2] + totals[count // 2] if count else 0,
        'priority_tags': len(application['priorityTags']),
    }


def compared(name, a, b):
    """Negative when a is better, by one criterion."""
    if name == 'score':
        return b['scoreCenti'] - a['scoreCenti']
    if name == 'collective_decision':
        return 0 if a['place'] is None or b['place'] is None else a['place'] - b['place']
    if name != 'heaviest_item':
        return b[name] - a[name]
    return b[name][0] * a[name][1] - a[name][0] * b[name][1]


def decider(names, a, b):
    return next((name for name in names if compared(name, a, b) != 0), None)


def ranked(ids, made, tie_break):
    """Ids, best first; sets rank and what decided it."""
    merit = ['score'] + tie_break
    for key in ids:
        one = made[key]
        waits = any(made[other]['collectiveOrder'] is None and decider(merit, one, made[other]) is None for other in ids)
        one['place'] = None if waits else one['collectiveOrder']
    names = merit + ['collective_decision']

    def compare(a, b):
        name = decider(names, made[a], made[b])
        return compared(name, made[a], made[b]) if name else -1 if a < b else 1

    order = sorted(ids, key=functools.cmp_to_key(compare))
    for i, key in enumerate(order):
        above = made[order[i - 1]] if i else None
        by = decider(names, above, made[key]) if above else 'score'
        made[key]['rank'] = i + 1 if by else above['rank']
        made[key]['decidedBy'] = by or 'equal'
    return order
