// A drive that is full, read-only or broken, as the program is told by failing calls. On a real one: real.ts.
import { always } from './stage.ts';
import type { Fault } from './stage.ts';

export const drive: readonly Fault[] = [
  {
    what: "the drive is full when one skole's report is written",
    exit: 3,
    says: /"outcome": "incomplete"/,
    mails: ['failed', 'sent'],
    meet: ({ run }) => run(always('^write \\.fravaer-265001', 'ENOSPC')),
  },
  {
    what: 'the report folder is read-only',
    exit: 3,
    says: /"outcome": "incomplete"/,
    mails: ['failed', 'failed'],
    meet: ({ run }) => run(always('^(open|mkdir) .*(fravaer-|2026-)', 'EROFS')),
  },
  {
    what: 'permission to the outbox folder is denied for one mail',
    exit: 3,
    says: /"outcome": "incomplete"/,
    mails: ['failed', 'sent'],
    meet: ({ run }) => run({ faults: [{ match: '^open .*\\.eml', code: 'EACCES', times: 1 }] }),
  },
  {
    what: 'the drive is full for one mail',
    exit: 3,
    says: /"outcome": "incomplete"/,
    mails: ['pending', 'sent'],
    meet: ({ run }) => run({ faults: [{ match: '^write .*\\.eml', code: 'ENOSPC', times: 1 }] }),
  },
  {
    what: 'the drive is full when the run is saved',
    exit: 13,
    says: /drevet er fuldt/,
    meet: ({ run }) => run(always('^sql insert into result', 'full', 13)),
  },
  {
    what: 'the drive fails when the run is committed',
    exit: 13,
    says: /drevet svarer med fejl/,
    meet: ({ run }) => run(always('^sql commit', 'ioerr', 10)),
  },
  {
    what: 'the state folder may not be written',
    exit: 13,
    says: /kan ikke åbnes eller skrives/,
    meet: ({ run }) => run(always('^open fravaer\\.sqlite', 'EACCES')),
  },
  {
    what: 'the state folder is read-only for the database',
    exit: 13,
    says: /kan ikke åbnes eller skrives/,
    meet: ({ run }) => run(always('^sql begin immediate', 'readonly', 8)),
  },
];
