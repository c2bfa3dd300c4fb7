// Letters that were broken before the file was written: UTF-8 read as Windows-1252 and saved again (Ã¦ for æ), or
// replaced by �. They cannot be put right with certainty, so the file is refused.

/** Ã and what the second byte of æ, ø, å and their like becomes in an old encoding; or the sign for a lost letter. */
const BROKEN = /Ã[\u0080-\u00BF‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|\uFFFD/g;
const WHOLE = /[æøåÆØÅ]/g;
/** A single odd name from the source system is no reason to refuse a file; a larger share is. */
const ALLOWED_SHARE = 0.2;

export function hasBrokenLetters(text: string): boolean {
  const broken = text.match(BROKEN)?.length ?? 0;
  const whole = text.match(WHOLE)?.length ?? 0;
  return broken > (broken + whole) * ALLOWED_SHARE;
}
