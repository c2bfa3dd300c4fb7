// Each distinct text is looked at once: an export repeats a few hundred dates and codes and a few thousand ids over
// hundreds of thousands of rows.

/** Names and ids are nearly all distinct; a memory that grows past this is emptied. */
const MAX_REMEMBERED = 100_000;

/** No date, code or amount is longer; a longer text is not worth remembering. */
const MAX_VALUE_CHARACTERS = 100;

/** Answers as `parse` does, most often from memory, and at once for the text of the row before. */
export function remember<T>(parse: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  let last: { readonly text: string; readonly value: T } | undefined;
  const find = (text: string): T => {
    const value = known.get(text);
    if (value !== undefined || known.has(text)) return value as T;
    if (known.size >= MAX_REMEMBERED) known.clear();
    const parsed = parse(text);
    known.set(text, parsed);
    return parsed;
  };
  return (text) => {
    if (text === last?.text) return last.value;
    if (text.length > MAX_VALUE_CHARACTERS) return parse(text);
    const value = find(text);
    last = { text, value };
    return value;
  };
}
