// What people record about a forløb (R43), field by field: the same list drives the command line, the sheet and the
// checks. Values are stored as text: a date as YYYY-MM-DD, a choice as its key, a text as typed.

interface FieldOf<Id extends string> {
  readonly id: Id;
  /** What people read, in the sheet's heading and in messages. */
  readonly label: string;
}

export interface DatoField extends FieldOf<
  | 'vurdering'
  | 'vurdering-withdrawn'
  | 'samtaledato'
  | 'F2A'
  | 'F2B'
  | 'F2C'
  | 'F2D'
  | 'F3'
  | 'F3.1'
  | 'F3.2'
  | 'F3.3'
  | 'tilbagefaldsplan'
  | 'afsluttet'
> {
  readonly kind: 'dato';
}

/** A list of dates: each entry of the one field adds a date, each of the other takes one away again. */
export interface DatoListField extends FieldOf<'opfoelgning' | 'opfoelgning-removed'> {
  readonly kind: 'dato-list';
}

export interface ChoiceField extends FieldOf<'bekymring-fra' | 'handleplan-needed' | 'brobygning'> {
  readonly kind: 'choice';
  /** Stored key -> what people read. */
  readonly choices: Readonly<Record<string, string>>;
}

export interface TextField extends FieldOf<'tovholder'> {
  readonly kind: 'text';
}

export type ForloebFieldDefinition = DatoField | DatoListField | ChoiceField | TextField;
export type ForloebField = ForloebFieldDefinition['id'];
/** The steps of the forløbspakke that have one date each; F1 is the samtaledato, F4 a list, F5 the afrunding. */
export type DatedStep = Extract<DatoField['id'], `F${string}`>;

const yesNo = { ja: 'Ja', nej: 'Nej' } as const;

/** In the order in which a forløb meets them. */
export const forloebFields: readonly ForloebFieldDefinition[] = [
  { id: 'vurdering', kind: 'dato', label: 'Vurderet bekymrende' },
  {
    id: 'bekymring-fra',
    kind: 'choice',
    label: 'Bekymring fra',
    choices: { personale: 'Personale', foraeldre: 'Forældre', elev: 'Eleven', ledelse: 'Ledelse' },
  },
  { id: 'vurdering-withdrawn', kind: 'dato', label: 'Vurdering trukket tilbage' },
  { id: 'samtaledato', kind: 'dato', label: 'Samtale med forældre' },
  { id: 'tovholder', kind: 'text', label: 'Tovholder' },
  { id: 'F2A', kind: 'dato', label: 'Klassefællesskab kortlagt' },
  { id: 'F2B', kind: 'dato', label: 'Elevsamtale holdt' },
  { id: 'F2C', kind: 'dato', label: 'Forældre og netværk inddraget' },
  { id: 'F2D', kind: 'dato', label: 'Behov for handleplan vurderet' },
  { id: 'handleplan-needed', kind: 'choice', label: 'Handleplan nødvendig', choices: yesNo },
  { id: 'F3', kind: 'dato', label: 'Handleplan lavet' },
  { id: 'F3.1', kind: 'dato', label: 'Indsats 1 i gang: elev og forældre' },
  { id: 'F3.2', kind: 'dato', label: 'Indsats 2 i gang: fællesskabet' },
  { id: 'F3.3', kind: 'dato', label: 'Indsats 3 i gang: sygeundervisning' },
  { id: 'opfoelgning', kind: 'dato-list', label: 'Opfølgning holdt' },
  { id: 'opfoelgning-removed', kind: 'dato-list', label: 'Opfølgning slettet' },
  { id: 'tilbagefaldsplan', kind: 'dato', label: 'Plan mod tilbagefald lavet' },
  { id: 'brobygning', kind: 'choice', label: 'Brobygning til andre indsatser', choices: yesNo },
  { id: 'afsluttet', kind: 'dato', label: 'Forløb afsluttet' },
];

const byId = new Map<string, ForloebFieldDefinition>(forloebFields.map((field) => [field.id, field]));

/** The field with this id, or undefined when there is none. */
export function findForloebField(id: string): ForloebFieldDefinition | undefined {
  return byId.get(id);
}

export function forloebField(id: ForloebField): ForloebFieldDefinition {
  const field = byId.get(id);
  if (field === undefined) throw new RangeError(`no such field: ${id}`);
  return field;
}
