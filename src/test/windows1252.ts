// Windows-1252 for tests: Node decodes it and does not encode it.

/** Text as the bytes of Windows-1252; throws for a letter that it has not. */
export function windows1252(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => {
    const byte = windows1252Bytes.get(letter);
    if (byte === undefined) throw new RangeError(`not in Windows-1252: ${letter}`);
    return byte;
  });
}

const windows1252Bytes = new Map(
  Array.from({ length: 256 }, (_, byte) => [
    new TextDecoder('windows-1252').decode(Uint8Array.of(byte)),
    byte,
  ]),
);
