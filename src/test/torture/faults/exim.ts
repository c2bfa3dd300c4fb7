// The same with a real mail server (src/test/exim.ts), where it is installed.
import { createCertificate } from '../../certificate.ts';
import { hasExim, startExim } from '../../exim.ts';
import type { EximFacts } from '../../exim.ts';
import { over } from './mail.ts';
import type { Fault } from './stage.ts';

const onExim = (
  what: string,
  facts: EximFacts,
  more: Omit<Fault, 'what' | 'meet'>,
  password?: string,
): Fault => ({
  what: `a real mail server ${what}`,
  needs: () => (hasExim ? undefined : 'Exim is not installed'),
  ...more,
  meet: async (stage) => {
    const server = await startExim(facts);
    const { certificate = server.certificate } = facts;
    return over(stage, { ...server, certificate }, { timeoutSeconds: 10 }, password);
  },
});

const incomplete = (mails: readonly string[]): Pick<Fault, 'exit' | 'says' | 'mails'> => ({
  exit: 3,
  says: /"outcome": "incomplete"/,
  mails,
});

export const exim: readonly Fault[] = [
  onExim('takes the whole night', {}, { exit: 0, says: /"outcome": "done"/, mails: ['sent', 'sent'] }),
  onExim('does not know one recipient of three', { unknown: ['rejst'] }, incomplete(['sent', 'sent'])),
  onExim('puts a skole off', { putOff: ['team.trekroner'] }, incomplete(['sent', 'pending'])),
  onExim('wants another password', {}, incomplete(['failed', 'failed']), 'forkert'),
  onExim(
    'has a certificate for another host',
    { certificate: createCertificate({ name: 'other.example' }) },
    incomplete(['failed', 'failed']),
  ),
];
