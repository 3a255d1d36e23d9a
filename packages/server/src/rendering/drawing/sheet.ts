import type { BigNumberModel, SqlAnswer, SqlChartConfig } from '@atrium/documents'

/** One thing that is drawn. All of it is plain data, so that it can go to the thread that draws. */
export type Block =
  | { kind: 'markdown'; text: string }
  /** Lines as they are; `mono`: what code printed, and its source. */
  | { kind: 'text'; text: string; tone: 'plain' | 'muted' | 'failure'; mono?: true }
  | { kind: 'heading'; text: string }
  | { kind: 'field'; label: string; value: string }
  | { kind: 'number'; model: BigNumberModel }
  | { kind: 'chart'; config: SqlChartConfig; answer: SqlAnswer }
  /** Some of `totalRows`, from the first on. */
  | { kind: 'table'; columns: readonly { label: string; isNumber: boolean }[]; rows: readonly (readonly string[])[]; totalRows: number }

/** Something in its place on the grid of an app, rows counted from the top. */
export type SheetElement = {
  uuid: string
  x: number
  y: number
  w: number
  h: number
  title: string | null
  /** What is to be known before it is believed: that it is not up to date. */
  mark: string | null
  /** Without a frame around it. */
  isPlain: boolean
  blocks: readonly Block[]
}

/** An app as it is drawn: its tabs one after another. */
export type Sheet = {
  title: string
  /** When, by whom, for which inputs; and what is to be known of all of it. */
  facts: readonly string[]
  /** `name` null: of an app without tabs. */
  tabs: readonly { name: string | null; elements: readonly SheetElement[] }[]
  /** BCP 47. */
  locale: string
  /** IANA name of the zone that moments are written in. */
  zone: string
  /** When it is drawn, ISO 8601. */
  at: string
}

/** What is to be drawn, and as what. A picture of one thing is of the size that is asked for, in CSS pixels. */
export type DrawingOrder =
  | { of: 'sheet'; as: 'png' | 'pdf'; sheet: Sheet }
  | { of: 'blocks'; as: 'png'; title: string | null; blocks: readonly Block[]; width: number; height: number; locale: string; zone: string }
