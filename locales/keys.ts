// The keys follow from the bokmål files. Only the list of namespaces at the end is written, by bin/texts.ts.

/** A key that code may ask for: `groups:title`. */
export type TextKey = { [N in keyof Texts]: `${N}:${Leaves<Texts[N], string>}` }[keyof Texts]

/** A key whose text is a list: `public:rules.points`. */
export type ListKey = { [N in keyof Texts]: `${N}:${Leaves<Texts[N], readonly string[]>}` }[keyof Texts]

type Leaves<Node, Leaf> = {
  [K in keyof Node & string]: Node[K] extends Leaf
    ? Whole<K>
    : Node[K] extends string | readonly string[] ? never : `${K}.${Leaves<Node[K], Leaf>}`
}[keyof Node & string]

/** Plural forms share one key. */
type Whole<K extends string> = K extends `${infer Key}_${'one' | 'other'}` ? Key : K

type Texts = {
  accounts: typeof import('./nb/accounts.json', { with: { type: 'json' } })
  across: typeof import('./nb/across.json', { with: { type: 'json' } })
  associations: typeof import('./nb/associations.json', { with: { type: 'json' } })
  board: typeof import('./nb/board.json', { with: { type: 'json' } })
  columns: typeof import('./nb/columns.json', { with: { type: 'json' } })
  defaults: typeof import('./nb/defaults.json', { with: { type: 'json' } })
  demo: typeof import('./nb/demo.json', { with: { type: 'json' } })
  desk: typeof import('./nb/desk.json', { with: { type: 'json' } })
  exchange: typeof import('./nb/exchange.json', { with: { type: 'json' } })
  groups: typeof import('./nb/groups.json', { with: { type: 'json' } })
  history: typeof import('./nb/history.json', { with: { type: 'json' } })
  house: typeof import('./nb/house.json', { with: { type: 'json' } })
  import: typeof import('./nb/import.json', { with: { type: 'json' } })
  intake: typeof import('./nb/intake.json', { with: { type: 'json' } })
  interest: typeof import('./nb/interest.json', { with: { type: 'json' } })
  me: typeof import('./nb/me.json', { with: { type: 'json' } })
  meetings: typeof import('./nb/meetings.json', { with: { type: 'json' } })
  messages: typeof import('./nb/messages.json', { with: { type: 'json' } })
  offers: typeof import('./nb/offers.json', { with: { type: 'json' } })
  outbox: typeof import('./nb/outbox.json', { with: { type: 'json' } })
  papers: typeof import('./nb/papers.json', { with: { type: 'json' } })
  people: typeof import('./nb/people.json', { with: { type: 'json' } })
  'programme-models': typeof import('./nb/programme-models.json', { with: { type: 'json' } })
  public: typeof import('./nb/public.json', { with: { type: 'json' } })
  'sign-in': typeof import('./nb/sign-in.json', { with: { type: 'json' } })
  signals: typeof import('./nb/signals.json', { with: { type: 'json' } })
  ui: typeof import('./nb/ui.json', { with: { type: 'json' } })
  words: typeof import('./nb/words.json', { with: { type: 'json' } })
}
