"""The counting rules (R2-R12) and the trin (R20) in plain Python, from the rule book alone.

A peer for the benchmark and an independent answer to check against: it shares no code with the program.

    python3 plain_python.py SETUP.json > answer.csv

SETUP.json: {"fravaer": [path...], "elever": [path...], "skoler": {"number or afdeling": "skole"}, "asOf": "2026-11-20",
"kvartal": "2026K4", "limits": [5, 10, 20], "kalender": {"skoleaar": [...], "exceptions": [...]}}; paths as they stand,
the kalender as kalender.yaml has it. The answer has one line for each elev on a trin.
"""

import csv
import json
import re
import sys
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from math import lcm

# Whole parts of a day: every lesson of a day of up to 16, and every decimal of up to six digits, is a whole number.
DAY = lcm(*range(1, 17), 10**6)

AARSAGER = ["sygdom", "ekstraordinaer-frihed", "ulovligt"]  # R8: the order in which a day is filled
KODER = {
    "sygdom": 0, "s": 0,
    "ekstraordinær frihed": 1, "lovligt": 1, "l": 1,
    "ulovligt": 2, "u": 2,
    "for sent": None, "f": None,
}  # fmt: skip


def kvartal_of(day):
    return f"{day.year}K{(day.month + 2) // 3}"


def parse_dato(text):
    if re.fullmatch(r"\d\d-\d\d-\d{4}", text) is None:
        return None
    try:
        return date(int(text[6:]), int(text[3:5]), int(text[:2]))
    except ValueError:
        return None


def parse_omfang(text):
    """R5: whole parts of a day; None when the text is no part of a day."""
    word = text.strip().lower()
    if word in ("", "hel"):
        return DAY
    if word == "halv":
        return DAY // 2
    if re.fullmatch(r"\d+(,\d{1,6})?", word) is None:
        return None
    part = Fraction(word.replace(",", ".")) * DAY
    return int(part) if part <= DAY else None


def parse_klassetrin(text, klasse):
    match = re.match(r"(\d{1,2})(?!\d)", text.strip() or klasse.strip())
    return int(match[1]) if match is not None and int(match[1]) <= 10 else None


class Remembered(dict):
    """A function of a text, asked once for each distinct text."""

    def __init__(self, ask):
        super().__init__()
        self.ask = ask

    def __missing__(self, key):
        self[key] = answer = self.ask(key)
        return answer


class Kalender:
    """R9: which dates are skoledage, by the numbers of a skole and the klassetrin."""

    def __init__(self, kalender):
        self.years = [(iso(year["first"]), iso(year["last"]), spans(year)) for year in kalender["skoleaar"]]
        self.exceptions = kalender.get("exceptions", [])
        self.closed_days = Remembered(self.closed_for)

    def is_open(self, number, skole, klassetrin, day):
        return day not in self.closed_days[number, skole, klassetrin]

    def closed_for(self, place):
        number, skole, klassetrin = place
        own = [
            exception
            for exception in self.exceptions
            if ("skoler" not in exception or number in exception["skoler"] or skole in exception["skoler"])
            and ("klassetrin" not in exception or klassetrin in exception["klassetrin"])
        ]
        closed = set()
        for first, last, periods in self.years:
            start, end = date(first.year, 8, 1), date(first.year + 1, 7, 31)
            periods = periods + [span for exception in own for span in spans(exception)]
            ends = [iso(exception["last"]) for exception in own if "last" in exception]
            last = min([last, *(day for day in ends if start <= day <= end)])
            for day in days(start, end):
                if not first <= day <= last or any(a <= day <= b for a, b in periods) or is_day_off(day):
                    closed.add(day)
        return closed


def iso(text):
    return date.fromisoformat(str(text))


def days(first, last):
    return (first + timedelta(n) for n in range((last - first).days + 1))


def spans(entry):
    return [(iso(period["from"]), iso(period["to"])) for period in entry.get("closed", [])]


def is_day_off(day):
    """Weekends, the public holidays and Grundlovsdag; store bededag is none since 2024."""
    after_easter = (day - easter(day.year)).days
    fixed = (day.month, day.day) in [(1, 1), (6, 5), (12, 25), (12, 26)]
    return day.weekday() > 4 or fixed or after_easter in (-3, -2, 0, 1, 39, 49, 50)


def easter(year):
    """Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + weekday - 7 * ((a + 11 * h + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def read_csv(path):
    """The fields of each row by heading; UTF-8 with or without a byte order mark, else Windows-1252."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            with open(path, encoding=encoding, newline="") as file:
                file.read()
            break
        except UnicodeDecodeError:
            continue
    with open(path, encoding=encoding, newline="") as file:
        rows = csv.reader(file, delimiter=";")
        column = {heading.strip(): index for index, heading in enumerate(next(rows))}
        for row in rows:
            if row:
                yield column, row


def cell(column, row, heading):
    index = column.get(heading)
    return "" if index is None else row[index].strip()


def read_roster(paths, skoler):
    """The enrolments of each elev: (from, until, skole, klasse, klassetrin)."""
    roster = defaultdict(list)
    for path in paths:
        for column, row in read_csv(path):
            skole = skoler.get(cell(column, row, "Institutionsnr"))
            if skole is None:
                continue
            klasse = cell(column, row, "Klasse")
            roster[cell(column, row, "ElevID")].append((
                parse_dato(cell(column, row, "Indmeldt")) or date.min,
                parse_dato(cell(column, row, "Udmeldt")) or date.max,
                skole,
                klasse,
                parse_klassetrin(cell(column, row, "Klassetrin"), klasse),
            ))  # fmt: skip
    return roster


def place(episodes, newest, as_of):
    """R11, R12: (skole, klasse), None for whoever has left (no newer row at another skole) or is not known yet."""
    current = [episode for episode in episodes if episode[0] <= as_of < episode[1]]
    if current:
        episode = max(current, key=lambda episode: episode[0])
        return episode[2], episode[3]
    left = max((episode for episode in episodes if episode[1] <= as_of), key=lambda episode: episode[1], default=None)
    if left is not None and (newest is None or newest[1] == left[2] or newest[0] < left[1]):
        return None
    return None if newest is None else newest[1:]


def count(setup):
    """Reads and counts: ({elevId: result}, {counter: rows})."""
    as_of, kvartal = iso(setup["asOf"]), setup["kvartal"]
    skoler, kalender = setup["skoler"], Kalender(setup["kalender"])
    roster = read_roster(setup["elever"], skoler)
    datoer, omfang = Remembered(parse_dato), Remembered(parse_omfang)
    kvartaler = Remembered(kvartal_of)
    trin_of = Remembered(lambda pair: parse_klassetrin(*pair))
    seen, counters, newest = set(), defaultdict(int), {}
    claims = defaultdict(lambda: [0, 0, 0])
    for path in setup["fravaer"]:
        for column, row in read_csv(path):
            number, elev = cell(column, row, "Institutionsnr"), cell(column, row, "ElevID")
            skole, dato = skoler.get(number), datoer[cell(column, row, "Dato")]
            kode = KODER.get(cell(column, row, "Fraværsårsag").lower(), "unknown")
            part, klasse = omfang[cell(column, row, "Omfang")], cell(column, row, "Klasse")
            if skole is None:
                counters["other-skole"] += 1
                continue
            if elev == "" or dato is None or kode == "unknown" or part is None:
                counters["quarantined"] += 1
                continue
            if dato <= as_of:
                newest[elev] = max(newest.get(elev, (date.min,)), (dato, skole, klasse))
            if (identity := (number, elev, dato, kode, part)) in seen:
                counters["duplicate"] += 1
                continue
            seen.add(identity)
            if kvartaler[dato] != kvartal:
                counters["outside-kvartal"] += 1
            elif dato > as_of:
                counters["after-as-of"] += 1
            else:
                klassetrin = trin_of[cell(column, row, "Klassetrin"), klasse]
                if klassetrin is None:
                    klassetrin = klassetrin_then(roster.get(elev, []), dato, as_of)
                if not kalender.is_open(number, skole, klassetrin, dato):
                    counters["not-skoledag"] += 1
                elif kode is None or part == 0:
                    counters["not-absence"] += 1
                else:
                    counters["counted"] += 1
                    claims[elev, dato][kode] += part
    return results(claims, newest, roster, setup), dict(counters)


def klassetrin_then(episodes, day, as_of):
    """The klassetrin of a row that states none: that of the elev's (last) enrolment, less the skoleaar since."""
    current = [episode for episode in episodes if episode[0] <= as_of < episode[1]]
    left = [episode for episode in episodes if episode[1] <= as_of]
    episode = max(current, key=lambda episode: episode[0], default=None) or max(left, key=lambda episode: episode[1], default=None)
    if episode is None or (now := episode[4]) is None:
        return None
    return max(0, now - (as_of.year - (as_of.month < 8)) + (day.year - (day.month < 8)))


def results(claims, newest, roster, setup):
    as_of, limits = iso(setup["asOf"]), [limit * DAY for limit in setup["limits"]]
    per_elev = defaultdict(list)
    for elev, dato in sorted(claims):
        per_elev[elev].append((dato, claims[elev, dato]))
    answer = {}
    for elev in {*per_elev, *newest, *roster}:
        placement = place(roster.get(elev, []), newest.get(elev), as_of)
        split, total, crossed = [0, 0, 0], 0, {}
        for dato, wanted in per_elev[elev]:
            left = DAY  # R7
            for kode, part in enumerate(wanted):
                taken = min(part, left)
                split[kode] += taken
                left -= taken
            total += DAY - left
            crossed.setdefault(trin_of_total(total, limits), dato)
        trin = trin_of_total(total, limits)
        answer[elev] = {
            "placement": placement,
            "total": total,
            "split": split,
            "trin": trin,
            "crossed": None if trin == "ingen" else first_at_least(crossed, trin),
        }
    return answer


TRIN = ["ingen", "tidlig-indsats", "bekymrende", "massivt"]


def trin_of_total(total, limits):
    """R20: exactly 5 is tidlig indsats, exactly 10 still is, exactly 20 is bekymrende."""
    return TRIN[(total >= limits[0]) + (total > limits[1]) + (total > limits[2])]


def first_at_least(crossed, trin):
    return min(day for reached, day in crossed.items() if TRIN.index(reached) >= TRIN.index(trin))


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        setup = json.load(file)
    answer, counters = count(setup)
    lines = [
        ";".join([elev, one["placement"][0], *map(str, one["split"]), one["trin"], str(one["crossed"] or "")])
        for elev, one in sorted(answer.items())
        if one["placement"] is not None and one["trin"] != "ingen"
    ]
    print("\n".join(lines))
    print(json.dumps(counters, sort_keys=True), file=sys.stderr)


if __name__ == "__main__":
    main()
