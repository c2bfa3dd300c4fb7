// R43: what connects the sheets that teams are given with those that come back.

/** What could not be read of a returned sheet. It quotes nothing from the cell. */
export interface ReturnedProblem {
  /** The elev of the row, when the row is one of ours and the export still holds the elev. */
  readonly elevId: string | undefined;
  /** Sheet and cell, or sheet and row. */
  readonly place: string;
  readonly heading: string;
  readonly code: string;
}

export interface ReturnedSheets {
  /** The opaque key of a row: made for a skole, an elev and a forløb of which the sheet shows the first `known` entries. */
  readonly rowKey: (row: {
    readonly skole: string;
    readonly elevId: string;
    readonly forloeb: number;
    readonly known: number;
  }) => string;
  /** What the skole's team has not been told yet. */
  readonly problems: (skole: string) => readonly ReturnedProblem[];
}

/** Nothing has come back, and there is no state to know a row by. */
export const noReturnedSheets: ReturnedSheets = { rowKey: () => '', problems: () => [] };
