-- The counting rules (R2-R12) and the trin (R20) as DuckDB SQL. $name stands for a value of the setup, see duckdb.ts.
-- Days are whole parts, 9 009 000 000 to a day, so that sums are exact (R6).
WITH
tekster AS (
  SELECT * FROM read_csv($fravaer, delim = ';', header = true, all_varchar = true, quote = '"', escape = '"')
),
laest AS (
  SELECT
    number.skole,
    number.nummer,
    ElevID AS elev,
    coalesce(Klasse, '') AS klasse,
    $klassetrin AS klassetrin,
    try_strptime(Dato, '%d-%m-%Y')::DATE AS dato,
    CASE lower(Fraværsårsag)
      WHEN 'sygdom' THEN 0 WHEN 's' THEN 0
      WHEN 'ekstraordinær frihed' THEN 1 WHEN 'lovligt' THEN 1 WHEN 'l' THEN 1
      WHEN 'ulovligt' THEN 2 WHEN 'u' THEN 2
      WHEN 'for sent' THEN 3 WHEN 'f' THEN 3
    END AS kode,
    $lektion
    $part AS part
  FROM tekster JOIN read_csv($numre, delim = ';', header = true, all_varchar = true) AS number ON Institutionsnr = number.nummer
  WHERE ElevID <> ''
),
brugbare AS (
  SELECT * FROM laest
  WHERE dato <= $asOf AND kode IS NOT NULL AND part BETWEEN 0 AND 9009000000
),
nyeste AS (
  SELECT elev, arg_max({skole: skole, klasse: klasse}, (dato, skole, klasse)) AS newest, max(dato) AS dato
  FROM brugbare GROUP BY elev
),
enkelte AS ( -- R7: identical rows are one row
  SELECT $identitet, any_value(klassetrin) AS klassetrin
  FROM brugbare WHERE dato >= $first
  GROUP BY $identitet
),
krav AS ( -- R3, R9
  SELECT
    elev,
    dato,
    coalesce(sum(part) FILTER (kode = 0), 0) AS syg,
    coalesce(sum(part) FILTER (kode = 1), 0) AS fri,
    coalesce(sum(part) FILTER (kode = 2), 0) AS ulovlig
  FROM enkelte
  JOIN read_csv($steder, delim = ';', header = true, types = {'nummer': 'VARCHAR', 'klassetrin': 'TINYINT', 'kalender': 'INT'}) AS sted
    ON sted.nummer = enkelte.nummer AND sted.klassetrin = coalesce(enkelte.klassetrin, -1)
  SEMI JOIN read_csv($skoledage, delim = ';', header = true, types = {'kalender': 'INT', 'dato': 'DATE'}) AS skoledag
    ON skoledag.kalender = sted.kalender AND skoledag.dato = enkelte.dato
  WHERE kode < 3
  GROUP BY elev, dato
),
dage AS ( -- R7, R8: a day is filled in the order of the categories and never exceeds one
  SELECT
    elev,
    dato,
    least(syg, 9009000000) AS syg,
    least(fri, 9009000000 - least(syg, 9009000000)) AS fri,
    least(ulovlig, greatest(9009000000 - syg - fri, 0)) AS ulovlig
  FROM krav
),
summer AS (
  SELECT elev, sum(syg) AS syg, sum(fri) AS fri, sum(ulovlig) AS ulovlig, sum(syg + fri + ulovlig) AS total
  FROM dage GROUP BY elev
),
paa_trin AS ( -- R20
  SELECT
    *,
    CASE WHEN total > $massivt THEN 'massivt' WHEN total > $bekymrende THEN 'bekymrende' ELSE 'tidlig-indsats' END AS trin
  FROM summer WHERE total >= $tidligIndsats
),
loebende AS (
  SELECT elev, dato, trin, sum(dage.syg + dage.fri + dage.ulovlig) OVER (PARTITION BY elev ORDER BY dato) AS indtil
  FROM dage JOIN paa_trin USING (elev)
),
naaet AS (
  SELECT elev, min(dato) AS crossed FROM loebende
  WHERE CASE trin
    WHEN 'massivt' THEN indtil > $massivt
    WHEN 'bekymrende' THEN indtil > $bekymrende
    ELSE indtil >= $tidligIndsats
  END
  GROUP BY elev
),
indmeldelser AS (
  SELECT
    ElevID AS elev,
    number.skole,
    coalesce(try_strptime(Indmeldt, '%d-%m-%Y')::DATE, DATE '0001-01-01') AS fra,
    coalesce(try_strptime(Udmeldt, '%d-%m-%Y')::DATE, DATE '9999-12-31') AS til
  FROM read_csv($elever, delim = ';', header = true, all_varchar = true, quote = '"', escape = '"')
  JOIN read_csv($numre, delim = ';', header = true, all_varchar = true) AS number ON Institutionsnr = number.nummer
),
nu AS ( -- R11
  SELECT elev, arg_max(skole, (fra, skole)) AS skole FROM indmeldelser WHERE fra <= $asOf AND $asOf < til GROUP BY elev
),
ude AS ( -- R12
  SELECT elev, arg_max(skole, til) AS skole, max(til) AS til FROM indmeldelser WHERE til <= $asOf GROUP BY elev
)
SELECT elev, coalesce(nu.skole, newest.skole) AS skole, syg, fri, ulovlig, trin, strftime(crossed, '%Y-%m-%d') AS crossed
FROM paa_trin
JOIN naaet USING (elev)
JOIN nyeste USING (elev)
LEFT JOIN nu USING (elev)
LEFT JOIN ude USING (elev)
WHERE nu.elev IS NOT NULL OR ude.elev IS NULL OR (newest.skole <> ude.skole AND nyeste.dato >= ude.til)
ORDER BY elev
