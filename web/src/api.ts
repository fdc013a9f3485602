// SPDX-License-Identifier: AGPL-3.0-or-later
//
// The shapes of /api/v1 as doc/api.yaml describes them. Ids are texts of 13 letters, times ISO 8601
// in UTC, days "2026-12-07". Offsets in a finding are bytes of the UTF-8 body.

export type Facts = Record<string, string | number | boolean | null>
export type Named = { id: string; name: string }
export type Rows<T> = { rows: T[]; next: string | null }
export type Undoable = { undo?: string | null }

export type Session = {
  language: string
  name: string
  sample: boolean
  version: string
  today: string
}

export type TodayRow = {
  id: string
  act: string
  due: string
  person: Named | null
  reason: string
  facts: Facts
  about: { kind: string; id: string } | null
  state: string
}
export type Today = Rows<TodayRow> & { day: string; done: number }

export type TieWord = 'close' | 'warm' | 'light' | 'cold' | 'none'

export type PersonRow = {
  about?: string
  id: string
  name: string
  title: string
  organisation: string
  tie: string
  last: string | null
  fading?: boolean
  /** whose note or message it is, where that was found */
  person?: Named | null
  /** what stands in it, where the name is not all of it */
  text?: string
  at?: string | null
  /** how well one knows them, where one asked for it */
  reason?: string
  facts?: Facts
  spans?: Span[]
}

/** A word that was typed, in a field of the row: bytes of its UTF-8. */
export type Span = { field: 'name' | 'title' | 'organisation' | 'text'; from: number; until: number }

export type Found = Rows<PersonRow> & { nearly: boolean }

export type Tie = { own_word?: string; word: string; strength: number; reason: string; facts: Facts }
export type Address = { kind: string; value: string; label: string }
export type Position = {
  kind: string
  title: string
  organisation: string
  from: string | null
  until: string | null
}
export type Happening = { at: string; kind: string; direction: string; subject: string }
export type Note = { id: string; kind: string; text: string; openness: string; at: string }

export type MessageHead = {
  id: string
  kind: string
  person: Named | null
  subject: string
  state: MessageState
  due: string | null
  sent_at: string | null
}
export type MessageState = 'draft' | 'approved' | 'sent' | 'discarded'

export type Value = {
  purpose: string
  reason: string
  value_for_them: string
  value_for_me: string
  form: string
  minutes: number
}
/** Who was told another purpose before it was changed (V4). */
export type Told = { person: Named | null; purpose: string }
export type ValueAnswer = { meeting: Meeting; told_otherwise?: Told[] } & Undoable
export type Meeting = Value & {
  id: string
  person: Named
  stage: string
  campaign: Named | null
  messages: MessageHead[]
}

export type Person = {
  id: string
  name: string
  given_name: string
  family_name: string
  title: string
  organisation: Named | null
  language: string
  formality?: string
  country: string
  place: string
  terms: string
  terms_reason?: string
  source: string
  interests: string[]
  addresses: Address[]
  positions: Position[]
  tie: Tie
  timeline: Happening[]
  meetings: Meeting[]
  notes: Note[]
  fading: boolean
  joined_from?: JoinedFrom[]
  milestones?: Milestone[]
}

export type PathStep = { person: Named; word: string; reason: string; facts: Facts }
export type Path = {
  steps: PathStep[]
  weakest: number
  gate: 'ask' | 'warm_up' | 'write_directly' | 'mend'
  certainty: 'sure' | 'likely'
  tired: boolean
  reason: string
  facts: Facts
}

/** Somebody I know at an organisation. */
export type Insider = {
  person: Named
  title: string
  /** is there still */
  present: boolean
  word: string
  strength: number
  reason: string
  facts: Facts
}
export type OrganisationPaths = { organisation: Named; people: number; inside: Insider[]; rows: Path[] }

export type Severity = 'error' | 'warning' | 'hint'
export type Finding = {
  code: string
  severity: Severity
  from: number
  until: number
  advice: string
  figure: number
  limit: number
  subject: string
  overruled?: boolean
  /** What would mend it, from the judge itself. */
  proposal?: { from: number; until: number; text: string } | null
}

export type Message = {
  id: string
  kind: string
  language: string
  formality: string
  person: Named
  meeting_id: string | null
  subject: string
  body: string
  state: MessageState
  number: number
  due: string | null
  sent_at: string | null
  answered_at: string | null
  message_id: string
  thread: string
  findings: Finding[]
  overruled: string[]
  value_for_them: string
  value_for_me: string
  purpose: string
  reason: string
}

export type Judged = {
  language: string
  sentences: number
  /** 0 where there is no limit */
  sentences_most: number
  words: number
  words_most: number
  findings: Finding[]
}

export const STEPS = ['found', 'path', 'asked', 'agreed', 'held', 'kept'] as const
export type Step = (typeof STEPS)[number]
export type Counts = Record<Step, number>
export type CampaignHead = { id: string; name: string; theme: string; counts: Counts }
export type Target = { id: string; organisation: Named | null; person: Named | null; step: Step }
export type Campaign = CampaignHead & { state: string; rows: Target[] }

export type Count = Record<string, number>
export type LeftOut = { file: string; line: number; reason: string; subject: string }
export type ImportReport = {
  new: Count | number
  changed: Count | number
  same: Count | number
  left_out: LeftOut[]
  left_out_more: number
  /** answers to our own messages that were found in the mail */
  answers?: number
  /** whose mailbox it was taken for */
  own_address?: string
  tables?: TakenTable[]
  /** files that are known and say nothing about people */
  not_used?: number
  /** mails of lists and machines, which make no ties */
  bulk?: number
}
/** What the columns of a table were taken for; `shape` is the program that writes it, or ''. */
export type TakenTable = {
  file: string
  shape: string
  remembered: boolean
  columns: { name: string; field: string }[]
}
/** A table that no known program writes: what its columns seem to be. */
export type TableQuestion = {
  file: string
  fingerprint: string
  columns: { name: string; field: string; samples: string[] }[]
}
export type ImportRun = {
  id: string
  state: 'running' | 'needs_mapping' | 'ended' | 'failed'
  /** while it needs a mapping */
  tables?: TableQuestion[]
  dry_run?: boolean
  /** bytes or mails read, of `total`; 0: not known */
  done: number
  total: number
  file: string
  report: ImportReport | null
  error: { key: string; subject: string } | null
  undo: string | null
}

export type JournalRow = {
  id: string
  at: string
  door: string
  deed: string
  subject: string
  undoable: boolean
  undone: boolean
}
export type Undone = { deed: string; subject: string; taken_back: number; kept: number } & Undoable

/** Columns of the same length; a place in them is a person. */
export type NetworkPeople = {
  id: string[]
  name: string[]
  title: string[]
  organisation: string[]
  tie: string[]
  /** of my tie, in hundredths */
  strength: number[]
  /** place in circles, -1 for none */
  circle: number[]
}
/** Ties between two of these people, the strongest first. */
export type NetworkTies = { from: number[]; to: number[]; strength: number[] }
export type Network = {
  me: Named | null
  people: NetworkPeople
  circles: Named[]
  ties: NetworkTies
  ways: Path[]
  more: boolean
}

/** A record as it stands in a question whether it is another's double. */
export type DoubleSide = {
  id: string
  name: string
  place: string
  country: string
  title?: string
  organisation?: string
  source?: string
  addresses?: Address[]
  positions?: Position[]
  tie?: string
  last?: string | null
  me?: boolean
  field?: string
  members?: string[]
}
export type DoubleReason = { key: string; facts: Facts; speaks: 'for' | 'against' }
export type Double = {
  id: string
  about: 'person' | 'organisation'
  one: DoubleSide
  other: DoubleSide
  chance: number
  reasons: DoubleReason[]
}
export type Doubles = Rows<Double> & { remaining: number }
export type DoubleWord = 'same' | 'different' | 'later'
export type DoubleAnswered = { id: string; kept: Named | null; remaining: number } & Undoable
export type JoinedFrom = {
  id: string
  name: string
  source: string
  by: 'user' | 'rule'
  at: string
  chance: number
  reasons: DoubleReason[]
}

/** Somebody whom it is time to be in touch with again. */
export type Touch = {
  person: Named | null
  word: TieWord
  reason: string
  facts: Facts
  channel: 'mail' | 'message' | 'meeting'
  occasion: 'news' | 'topic' | 'none'
  topic: string
  last: string | null
  due: string | null
  days: number
  milestone?: string | null
  message?: string | null
}

/** A draft that was made, or found. */
export type MessageDraft = { message: MessageHead } & Undoable

export type Post = { title: string; organisation: string }
/** What changed in somebody's working life, with what it was before. */
export type Milestone = {
  id: string
  person?: Named | null
  type: 'promotion' | 'new_post' | 'new_organisation' | 'left'
  was: Post
  is: Post
  after: string | null
  before: string | null
  source: string
  state: 'offered' | 'open' | 'done' | 'dropped'
  seen_at: string
  message?: string | null
}

/** Questions to take along, in order of importance. */
export type Proposed = { purpose: string; language: string; questions: string[] }
