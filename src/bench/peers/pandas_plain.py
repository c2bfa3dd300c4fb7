"""What an analyst would write instead: a plain sum with pandas and a plain workbook for each skole with XlsxWriter.

No calendar, no duplicates, no cap, no as-of date: the yardstick for the whole night, not a peer of its rules.

    python3 pandas_plain.py FRAVAER.csv 2026K4 FOLDER
"""

import sys
from pathlib import Path

import pandas as pd

PARTS = {"Hel": 1.0, "Halv": 0.5}


def main():
    source, kvartal, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    columns = ["Institutionsnr", "ElevID", "Navn", "Klasse", "Dato", "Fraværsårsag", "Omfang"]
    rows = pd.read_csv(source, sep=";", dtype=str, usecols=columns, keep_default_na=False)
    quarter = {text: f"{text[6:]}K{(int(text[3:5]) + 2) // 3}" for text in rows["Dato"].unique()}
    part = {text: PARTS.get(text) or float(text.replace(",", ".") or 1) for text in rows["Omfang"].unique()}
    rows["Kvartal"] = rows["Dato"].map(quarter)
    rows["Dage"] = rows["Omfang"].map(part)
    current = rows[rows["Kvartal"] == kvartal]
    keys = ["Institutionsnr", "Klasse", "ElevID", "Navn"]
    sums = current.pivot_table(index=keys, columns="Fraværsårsag", values="Dage", aggfunc="sum", fill_value=0)
    sums["I alt"] = sums.sum(axis=1)
    for skole, elever in sums[sums["I alt"] >= 5].groupby(level=0):
        with pd.ExcelWriter(folder / f"{skole}.xlsx", engine="xlsxwriter") as book:
            elever.droplevel(0).reset_index().to_excel(book, sheet_name="Elever", index=False)


if __name__ == "__main__":
    main()
