// Bytes as a file gives them: in pieces, each of which holds only until the next is asked for.

export async function* fleetingPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) {
    const piece = Buffer.from(bytes.subarray(at, at + size));
    yield await Promise.resolve(piece);
    piece.fill('x');
  }
}
