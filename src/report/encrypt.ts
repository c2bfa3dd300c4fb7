// A workbook locked with a password, as Excel locks it itself: AES-256 with a key from 100,000 rounds of SHA-512 (ECMA-376,
// agile encryption). The same workbook and password give other bytes each time, so nothing may depend on them.

/** The workbook as Excel and LibreOffice open it with the password. */
export async function encryptWorkbook(workbook: Buffer, password: string): Promise<Buffer> {
  const { default: officeCrypto } = await import('officecrypto-tool');
  return officeCrypto.encrypt(workbook, { password });
}
