// A night's mails to a mail server that others wrote (Exim, where it is installed): TLS with an authority of its own, a
// login, a recipient it does not know, one that it puts off.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCertificate } from '../certificate.ts';
import { hasExim, startExim } from '../exim.ts';
import type { Exim, EximFacts } from '../exim.ts';
import { PASSWORD, USER } from '../mail-server.ts';
import { ABSALON, absent, background, baseConfig, skoledage, TREKRONER } from './export.ts';
import { stateRows } from './folder.ts';
import { createKommune, mailStatuses, workbooksOf } from './kommune.ts';
import type { Kommune } from './kommune.ts';

const FREDAG = '2026-11-20';
const wishes = { environment: { FRAVAER_SMTP_PASSWORD: PASSWORD } };
const team = ['leder', 'rejst', 'vejleder'].map((who) => `${who}@kommune.example`);

async function night(facts: EximFacts = {}): Promise<{ kommune: Kommune; server: Exim }> {
  const server = await startExim(facts);
  onTestFinished(server.close);
  const { port } = server;
  const smtp = { host: 'localhost', port, user: USER, passwordEnv: 'FRAVAER_SMTP_PASSWORD', ca: 'ca.pem' };
  const [absalon, trekroner] = baseConfig.skoler;
  const kommune = createKommune({
    config: {
      skoler: [{ ...absalon, komISkoleTeam: team }, trekroner],
      mail: { ...baseConfig.mail, transport: 'smtp', smtp },
    },
  });
  writeFileSync(path.join(kommune.folder, 'ca.pem'), server.certificate.cert);
  const days = skoledage('2026-10-01', 6);
  kommune.layOut(FREDAG, [
    ...background(FREDAG),
    ...absent('E1', days),
    ...absent('E3', days, { skole: TREKRONER }),
  ]);
  return { kommune, server };
}

describe.runIf(hasExim)('a real mail server', () => {
  it('gets the whole night over TLS with a login, and lays each mail where it belongs', async () => {
    const { kommune, server } = await night();

    const report = await kommune.run(FREDAG, wishes);

    expect(report.outcome).toBe('done');
    const delivered = await server.delivered(5);
    expect(delivered.map(({ to }) => to).toSorted()).toEqual(
      [...team, 'fravaer@kommune.example', 'team.trekroner@kommune.example'].toSorted(),
    );
    for (const { to, bytes } of delivered) {
      const mail = await PostalMime.parse(bytes);
      const skole = team.includes(to) ? ABSALON : TREKRONER;
      const name = to.startsWith('fravaer@') ? 'fravaer-forvaltning.xlsx' : `fravaer-${skole}.xlsx`;
      expect([to, workbooksOf(mail)]).toEqual([to, [name]]);
    }
    expect(server.log()).toMatch(/P=esmtpsa X=TLS1\.[23].* A=plain:fravaer/);
  });

  it('does not know one recipient of three: the others get the mail, and operations are told', async () => {
    const { kommune, server } = await night({ unknown: ['rejst'] });

    const report = await kommune.run(FREDAG, wishes);

    expect([report.outcome, mailStatuses(report)[ABSALON]]).toEqual(['incomplete', 'sent']);
    const delivered = await server.delivered(5);
    expect(delivered.map(({ to }) => to)).not.toContain(team[1]);
    const toOperations = delivered.find(({ to }) => to === 'drift@kommune.example');
    const { text } = await PostalMime.parse(toOperations?.bytes ?? '');
    expect(text).toContain('sendt, men ikke til alle');
  });

  it('puts a skole off: its mail waits, the other has its own, and the next start delivers it', async () => {
    const { kommune, server } = await night({ putOff: ['team.trekroner'] });
    const first = await kommune.run(FREDAG, wishes);
    server.openToAll();

    const second = await kommune.run(FREDAG, wishes);

    expect(mailStatuses(first)).toEqual({ [ABSALON]: 'sent', [TREKRONER]: 'pending' });
    expect(mailStatuses(second)[TREKRONER]).toBe('sent');
    expect(stateRows(kommune).told.map(({ skole }) => skole)).toEqual([ABSALON, TREKRONER]);
  });

  it('has a certificate of an authority nobody trusts, or wants another password: nothing is sent', async () => {
    const { kommune, server } = await night();
    const wrong = await kommune.run(FREDAG, { environment: { FRAVAER_SMTP_PASSWORD: 'forkert' } });
    writeFileSync(path.join(kommune.folder, 'ca.pem'), createCertificate().cert);

    const untrusted = await kommune.run(FREDAG, wishes);

    for (const report of [wrong, untrusted])
      expect(mailStatuses(report)).toEqual({ [ABSALON]: 'failed', [TREKRONER]: 'failed' });
    expect(server.log()).not.toContain('<=');
  });
});
