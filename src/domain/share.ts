// Shares compared exactly: 2 of 100 is not more than 2 %, whatever a binary fraction makes of it.

const PARTS = 1_000_000;

/** Whether `part` is more than `share` (0-1, at most six decimals) of `whole`. */
export function exceedsShare(part: number, whole: number, share: number): boolean {
  return part * PARTS > Math.round(share * PARTS) * whole;
}
