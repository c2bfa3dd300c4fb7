// What a PostgreSQL server says -> what happened and what to do, in Danish, with the contract's exit codes.
import { AppError, systemCode } from '../errors.ts';
import { serverName } from '../state-place.ts';
import type { StateServer } from '../state-place.ts';

/** Classes of SQLSTATE (the first two characters) and single codes, https://www.postgresql.org/docs/current/errcodes-appendix.html. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/^28/, 'serveren afviste brugeren eller adgangskoden'],
  [/^3D000$/, 'databasen findes ikke'],
  [/^42501$/, 'brugeren mangler rettigheder'],
  [/^25006$/, 'databasen kan kun læses'],
  [/^53100$/, 'serverens drev er fuldt'],
  [/^(53|57P)/, 'serveren tager ikke imod lige nu'],
  [/^08/, 'forbindelsen til serveren blev brudt'],
  [
    /^(ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EAI_AGAIN)$/,
    'der er ingen forbindelse til serveren',
  ],
  [/^(ECONNRESET|EPIPE)$/, 'forbindelsen til serveren blev brudt'],
  [
    /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_)/,
    'serverens certifikat kan ikke godkendes, og der forbindes ikke uden',
  ],
];

/** pg's own sentences, which carry no code. */
const sentences: readonly (readonly [RegExp, string])[] = [
  [/^SASL/, 'serveren afviste brugeren eller adgangskoden'],
  [/does not support SSL/, 'serveren tilbyder ikke TLS, og der forbindes ikke uden'],
  [/timeout expired|Connection terminated/, 'forbindelsen til serveren blev brudt'],
];

/** Runs `work` and turns the server's complaints into an AppError; every other error passes. */
export async function guardServer<T>(server: StateServer, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof AppError ? undefined : reasonOf(error);
    if (reason === undefined) throw error;
    throw new AppError('state-unwritable', {
      message: `Tilstanden ${serverName(server)} kan ikke åbnes eller skrives (${reason})`,
      hint: 'Se efter serveren, netværket og rollens rettigheder, og kør igen; det, der er gemt, er helt, og ingen mail går tabt',
      cause: error,
    });
  }
}

function reasonOf(error: unknown): string | undefined {
  const code = systemCode(error);
  const byCode = code === undefined ? undefined : reasons.find(([pattern]) => pattern.test(code))?.[1];
  if (byCode !== undefined) return byCode;
  return error instanceof Error ? sentences.find(([pattern]) => pattern.test(error.message))?.[1] : undefined;
}
