// What became of one message, and the Danish text for each way of not getting there: what happened and what to do, without
// addresses or passwords. Pure.
import type { ComposedMessage } from './compose.ts';

export interface Transport {
  /** Never throws for what a server or a drive does; one attempt per call. */
  readonly deliver: (message: ComposedMessage) => Promise<Delivery>;
  readonly close: () => void;
}

export type Delivery =
  /** At least one recipient was accepted; `rejected` lists those that were not. */
  | { readonly status: 'delivered'; readonly response: string; readonly rejected: readonly string[] }
  | { readonly status: 'pending' | 'failed'; readonly code: DeliveryCode; readonly message: string };

export type DeliveryCode =
  | 'folder-unwritable'
  /** The whole message was handed over, but the answer got lost: it may have arrived. */
  | 'smtp-answer-lost'
  | 'smtp-auth'
  | 'smtp-certificate'
  | 'smtp-insecure'
  | 'smtp-message'
  | 'smtp-recipients'
  | 'smtp-sender'
  | 'smtp-settings'
  | 'smtp-temporary'
  | 'smtp-timeout'
  | 'smtp-tls'
  | 'smtp-unexpected'
  | 'smtp-unreachable';

const texts: Readonly<Record<DeliveryCode, string>> = {
  'folder-unwritable': 'Mailen kunne ikke skrives i mappen. Tjek rettigheder og plads på drevet.',
  'smtp-answer-lost':
    'Forbindelsen blev afbrudt, efter at mailen var afleveret; den kan være nået frem. Den sendes igen med samme Message-ID.',
  'smtp-auth': 'Mailserveren afviste login. Tjek brugernavn og adgangskode.',
  'smtp-certificate':
    'Mailserverens certifikat kan ikke godkendes, og der sendes ikke uden. Tjek servernavnet, udløbsdatoen og indstillingen ca.',
  'smtp-insecure': 'Ukrypteret mail er kun tilladt til maskinen selv. Sæt security til starttls eller tls.',
  'smtp-message': 'Mailserveren afviste mailens indhold. Tjek størrelse og indholdsfiltre på serveren.',
  'smtp-recipients': 'Mailserveren afviste alle modtagere. Tjek adresserne i konfigurationen.',
  'smtp-sender': 'Mailserveren afviste afsenderen. Tjek mail.from og serverens rettigheder.',
  'smtp-settings': 'Filen i indstillingen ca kan ikke læses. Tjek stien og rettighederne.',
  'smtp-temporary': 'Mailserveren bad om at prøve igen senere. Mailen sendes ved næste forsøg.',
  'smtp-timeout': 'Mailserveren svarede ikke i tide. Mailen sendes ved næste forsøg.',
  'smtp-tls':
    'Der kunne ikke oprettes en krypteret forbindelse (TLS 1.2 eller nyere), og der sendes ikke uden. Tjek port og security.',
  'smtp-unexpected': 'Mailen kunne ikke sendes af en uventet grund. Tjek mailserverens log.',
  'smtp-unreachable':
    'Der er ingen forbindelse til mailserveren. Tjek host, port og firewall. Mailen sendes ved næste forsøg.',
};

export function failed(code: DeliveryCode, detail = ''): Delivery {
  return { status: 'failed', code, message: `${texts[code]}${detail}` };
}

export function pending(code: DeliveryCode, detail = ''): Delivery {
  return { status: 'pending', code, message: `${texts[code]}${detail}` };
}
