// The tables as TypeScript sees them. Amounts of days are whole numbers of 1/9 009 000 000 day, dates are YYYY-MM-DD,
// instants are ISO 8601 in UTC. No table holds an elev's id, name or CPR number (R73).
import type { Generated } from 'kysely';

export interface Tables {
  meta: { name: string; value: string };
  run: {
    id: Generated<number>;
    /** What the run was made of: same key, same night (R36). */
    key: string;
    as_of: string;
    kvartal: string;
    program_version: string;
    started_at: string;
    finished_at: string | null;
    outcome: string | null;
    rows_read: number;
    /** The warnings that operations were told of, to tell them only of changes (R81). */
    notices: string;
  };
  run_skole: {
    run_id: number;
    skole: string;
    kvartal: string;
    status: string;
    /** Rows and elever in the kvartal, for the next run's gate (R60). */
    rows: number;
    elever: number;
    counts: string;
    /** JSON: codes of the gates that operations passed the skole through (R60). */
    accepted_gates: string | null;
  };
  result: {
    run_id: number;
    skole: string;
    kvartal: string;
    elev_key: string;
    indsatstrin: string;
    basis: string;
    fravaersdage: number;
    sygdom: number;
    ekstraordinaer_frihed: number;
    ulovligt: number;
    change: string;
    /** R30: what the team had been told when the run was made. */
    told_indsatstrin: string | null;
    told_basis: string | null;
    told_fravaersdage: number | null;
    told_as_of: string | null;
  };
  told: {
    skole: string;
    kvartal: string;
    elev_key: string;
    indsatstrin: string;
    basis: string;
    fravaersdage: number;
    as_of: string;
    run_id: number;
  };
  outbox: {
    id: Generated<number>;
    run_id: number;
    /** skole (its team), skoleleder, forvaltning or operations. */
    audience: string;
    skole: string | null;
    as_of: string;
    message_id: string;
    recipients: string;
    subject: string;
    text: string;
    html: string;
    /** JSON: what the HTML shows, as SVG; null for none. */
    pictures: string | null;
    attachment: string;
    workbook_path: string | null;
    workbook_sha256: string | null;
    /** pending, sending, sent, failed or superseded. */
    status: string;
    attempts: number;
    problem: string | null;
    delivered_at: string | null;
  };
  /** R43: append-only; the newest entry of a field counts. */
  forloeb_entry: {
    id: Generated<number>;
    /** Of everything in the entry, so that the same one is never added twice. */
    hash: string;
    elev_key: string;
    forloeb: number;
    skole: string;
    field: string;
    value: string | null;
    entered_by: string;
    entered_at: string;
    source: string;
  };
  /** Returned workbooks that have been read. */
  forloeb_file: {
    sha256: string;
    name: string;
    skole: string;
    read_at: string;
    entries: number;
    problems: number;
  };
  /** What could not be read from a returned sheet; forgotten when the team has been told. */
  forloeb_problem: {
    id: Generated<number>;
    sha256: string;
    skole: string;
    elev_key: string | null;
    /** Sheet and cell, or sheet and row. */
    place: string;
    heading: string;
    code: string;
    /** The run whose report lists it. */
    run_id: number | null;
    /** 1 when that report has been delivered. */
    told: number;
  };
  /** When each trin was told for the first time; never moves afterwards. */
  first_told: {
    elev_key: string;
    skole: string;
    kvartal: string;
    indsatstrin: string;
    as_of: string;
    run_id: number;
  };
  /** R32: the frister that a run's report names as near or overdue, its forecasts (R54), and the skoleleder's decisions. */
  run_frist: { run_id: number; skole: string; elev_key: string; frist_key: string };
  /** R32: those that a delivered mail has named. */
  told_frist: { skole: string; elev_key: string; frist_key: string; run_id: number };
}
