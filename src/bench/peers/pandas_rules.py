"""The counting rules (R2-R12) and the trin (R20) with pandas, as an analyst who knows it well would write them.

    python3 pandas_rules.py SETUP.json > answer.csv
"""

import json
import sys

import numpy as np
import pandas as pd

DAY = 9_009_000_000  # whole parts of a day: sums stay exact (R6)
KODER = {
    "sygdom": 0, "s": 0,
    "ekstraordinær frihed": 1, "lovligt": 1, "l": 1,
    "ulovligt": 2, "u": 2,
    "for sent": 3, "f": 3,
}  # fmt: skip


def part_of(text):
    word = text.strip().lower()
    if word in ("", "hel"):
        return DAY
    if word == "halv":
        return DAY // 2
    whole, _, decimals = word.partition(",")
    if not (whole + decimals).isdigit() or len(decimals) > 6:
        return -1
    part = int(whole + decimals) * (DAY // 10 ** len(decimals))
    return part if part <= DAY else -1


def mapped(column, function, dtype):
    """Each distinct text once."""
    return column.cat.codes.map(pd.Series([function(text) for text in column.cat.categories], dtype=dtype))


def klassetrin_of(text):
    digits = text[:2] if text[:2].isdigit() else text[:1]
    return int(digits) if digits.isdigit() and int(digits) <= 10 else -1


def dates(texts):
    return pd.to_datetime(texts, format="%d-%m-%Y", errors="coerce")


def read_rows(setup):
    of_lessons = setup["shape"] == "lesson"
    columns = ["Institutionsnr", "ElevID", "Klasse", "Dato", "Fraværsårsag"]
    columns += ["Lektion", "LektionerIAlt"] if of_lessons else ["Klassetrin", "Omfang"]
    types = dict.fromkeys(columns, "category")
    (path,) = setup["fravaer"]
    rows = pd.read_csv(path, sep=";", usecols=columns, dtype=types, keep_default_na=False)
    datoer = pd.Series(dates(rows["Dato"].cat.categories))
    trin = mapped(rows["Klasse"], klassetrin_of, "int8")
    if not of_lessons:
        stated = mapped(rows["Klassetrin"], klassetrin_of, "int8")
        trin = stated.where(stated >= 0, trin)
    frame = pd.DataFrame({
        "nummer": rows["Institutionsnr"],
        "skole": rows["Institutionsnr"].map(setup["skoler"]),
        "elev": rows["ElevID"],
        "klasse": rows["Klasse"],
        "klassetrin": trin,
        "dato": rows["Dato"].cat.codes.map(datoer),
        "kode": mapped(rows["Fraværsårsag"], lambda text: KODER.get(text.strip().lower(), -1), "int8"),
    })  # fmt: skip
    if of_lessons:
        frame["part"] = mapped(rows["LektionerIAlt"], lambda text: DAY // int(text), "int64")
        frame["lektion"] = rows["Lektion"]
    else:
        frame["part"] = mapped(rows["Omfang"], part_of, "int64")
    usable = frame["skole"].notna() & frame["dato"].notna() & (frame["kode"] >= 0) & (frame["part"] >= 0)
    return frame[usable & (frame["dato"] <= setup["asOf"])]


def days_of(rows, setup):
    """R3, R7, R8, R9: what each date of an elev adds, per category."""
    identity = ["nummer", "elev", "dato", "kode", "part"] + (["lektion"] if "lektion" in rows else [])
    unique = rows[rows["dato"] >= setup["first"]].drop_duplicates(identity)
    unique = unique[unique["kode"] < 3].astype({"nummer": str})
    places = pd.read_csv(setup["tables"]["steder"], sep=";", dtype={"nummer": str})
    open_days = pd.read_csv(setup["tables"]["skoledage"], sep=";", parse_dates=["dato"])
    unique = unique.merge(places, on=["nummer", "klassetrin"]).merge(open_days, on=["kalender", "dato"])
    claims = unique.pivot_table(index=["elev", "dato"], columns="kode", values="part", aggfunc="sum", fill_value=0, observed=True)
    claims = claims.reindex(columns=[0, 1, 2], fill_value=0)
    left = pd.Series(DAY, index=claims.index)
    for kode in range(3):
        claims[kode] = np.minimum(claims[kode], left)
        left = left - claims[kode]
    return claims.sort_index()


def on_trin(days, limits):
    """R20, with the date on which the present trin was reached."""
    sums = days.groupby(level="elev", observed=True).sum()
    total = sums.sum(axis=1)
    sums["trin"] = np.select(
        [total > limits[2], total > limits[1], total >= limits[0]], ["massivt", "bekymrende", "tidlig-indsats"], "ingen"
    )
    sums = sums[sums["trin"] != "ingen"]
    so_far = days.sum(axis=1).groupby(level="elev", observed=True).cumsum().reset_index(name="so_far")
    so_far = so_far.merge(sums[["trin"]], left_on="elev", right_index=True)
    reached = np.select(
        [so_far["trin"] == "massivt", so_far["trin"] == "bekymrende"],
        [so_far["so_far"] > limits[2], so_far["so_far"] > limits[1]],
        so_far["so_far"] >= limits[0],
    ).astype(bool)
    sums["crossed"] = so_far[reached].groupby("elev", observed=True)["dato"].min()
    return sums


def placements(rows, setup):
    """R11, R12: the skole of each elev; without one for those who have left."""
    newest = rows.astype({"elev": str}).sort_values(["dato", "skole", "klasse"]).drop_duplicates("elev", keep="last").set_index("elev")
    columns = ["Institutionsnr", "ElevID", "Indmeldt", "Udmeldt"]
    roster = pd.concat(pd.read_csv(path, sep=";", usecols=columns, dtype=str, keep_default_na=False) for path in setup["elever"])
    roster["skole"] = roster["Institutionsnr"].map(setup["skoler"])
    roster = roster[roster["skole"].notna()]
    start = dates(roster["Indmeldt"]).fillna(pd.Timestamp.min)
    end = dates(roster["Udmeldt"]).fillna(pd.Timestamp.max)
    as_of = pd.Timestamp(setup["asOf"])
    roster = roster.assign(start=start, end=end).sort_values("start")
    current = roster[(roster["start"] <= as_of) & (as_of < roster["end"])].drop_duplicates("ElevID", keep="last")
    left = roster[roster["end"] <= as_of].sort_values("end").drop_duplicates("ElevID", keep="last").set_index("ElevID")
    skole = newest["skole"].astype(str)
    has_left = skole.index.isin(left.index) & (
        (skole == left["skole"].reindex(skole.index)) | (newest["dato"] < left["end"].reindex(skole.index))
    )
    return pd.concat([current.set_index("ElevID")["skole"], skole[~has_left & ~skole.index.isin(current["ElevID"])]])


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        setup = json.load(file)
    rows = read_rows(setup)
    answer = on_trin(days_of(rows, setup), [limit * DAY for limit in setup["limits"]])
    answer.index = answer.index.astype(str)
    answer = answer.assign(skole=placements(rows, setup).reindex(answer.index)).dropna(subset="skole").sort_index()
    answer["crossed"] = answer["crossed"].dt.strftime("%Y-%m-%d")
    answer[["skole", 0, 1, 2, "trin", "crossed"]].to_csv(sys.stdout, sep=";", header=False)


if __name__ == "__main__":
    main()
