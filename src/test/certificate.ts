// Self-made certificates for the tests' mail servers, written as DER (RFC 5280, X.690) so that no other program is
// needed. Their keys live as long as the test.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export interface CertificateFacts {
  readonly name?: string;
  /** So many days from now, or before it when negative. */
  readonly validDays?: number;
}

export interface Certificate {
  readonly key: string;
  /** The certificate, which is its own authority. */
  readonly cert: string;
}

const DAY_MS = 86_400_000;

const tags = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  sequence: 0x30,
  set: 0x31,
  time: 0x18,
};

/** Tag, length, content. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function oid(hex: string): Buffer {
  return der(tags.oid, Buffer.from(hex, 'hex'));
}

function time(instant: number): Buffer {
  return der(tags.time, Buffer.from(`${new Date(instant).toISOString().replace(/\D/g, '').slice(0, 14)}Z`));
}

/** A certificate for `name` (localhost unless given), signed with its own key. */
export function createCertificate({ name = 'localhost', validDays = 7 }: CertificateFacts = {}): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecdsaWithSha256 = der(tags.sequence, oid('2a8648ce3d040302'));
  const commonName = der(
    tags.sequence,
    der(tags.set, der(tags.sequence, oid('550403'), der(tags.utf8, Buffer.from(name)))),
  );
  const dnsName = der(0x82, Buffer.from(name));
  const alternativeNames = der(tags.sequence, oid('551d11'), der(tags.octets, der(tags.sequence, dnsName)));
  const from = Date.now() - 30 * DAY_MS;
  const body = der(
    tags.sequence,
    der(0xa0, der(tags.integer, Buffer.from([2]))),
    der(tags.integer, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    commonName,
    der(tags.sequence, time(from), time(Date.now() + validDays * DAY_MS)),
    commonName,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(tags.sequence, alternativeNames)),
  );
  const signature = der(tags.bits, Buffer.from([0]), sign('sha256', body, privateKey));
  const whole = der(tags.sequence, body, ecdsaWithSha256, signature).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${whole}\n-----END CERTIFICATE-----\n`,
  };
}
