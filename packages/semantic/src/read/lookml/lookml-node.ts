/** What a LookML file says: keys in their order, each as often as it is written. Offsets count letters of the file. */
export type LookmlBlock = { kind: 'block'; name: string | undefined; nameOffset: number; offset: number; entries: readonly LookmlEntry[] }
export type LookmlEntry = { key: string; keyOffset: number; value: LookmlValue }
export type LookmlText = { kind: 'text'; text: string; offset: number }
/** `[a, b]`, or `[a: "x", b: "y"]` whose items have keys. */
export type LookmlList = { kind: 'list'; items: readonly LookmlItem[]; offset: number }
export type LookmlItem = { key: string | undefined; text: string; offset: number }
export type LookmlValue = LookmlBlock | LookmlText | LookmlList

/** The last text under a key, which is the one that counts. */
export function textOf(block: LookmlBlock, key: string): string | undefined {
  return textAt(block, key)?.text
}

/** The last text under a key and where it stands. */
export function textAt(block: LookmlBlock, key: string): { text: string; offset: number } | undefined {
  const value = block.entries.findLast((entry) => entry.key === key)?.value
  return value?.kind === 'text' ? value : undefined
}

/** `yes` or `no` under a key. */
export function flagOf(block: LookmlBlock, key: string): boolean | undefined {
  const text = textOf(block, key)?.toLowerCase()
  return text === 'yes' || text === 'true' ? true : text === 'no' || text === 'false' ? false : undefined
}

/** All blocks under a key: `dimension: a { }`, `dimension: b { }`. */
export function blocksOf(block: LookmlBlock, key: string): LookmlBlock[] {
  return block.entries.flatMap(({ key: own, value }) => (own === key && value.kind === 'block' ? [value] : []))
}

/** The items of the last list under a key; a single text counts as a list of one. */
export function itemsOf(block: LookmlBlock, key: string): readonly LookmlItem[] {
  const value = block.entries.findLast((entry) => entry.key === key)?.value
  if (value?.kind === 'list') return value.items
  return value?.kind === 'text' ? [{ key: undefined, text: value.text, offset: value.offset }] : []
}

/** The texts of a list. */
export function textsOf(block: LookmlBlock, key: string): string[] {
  return itemsOf(block, key).map(({ text }) => text)
}

/** Where a key stands; the block itself when it is not there. */
export function offsetOf(block: LookmlBlock, key: string): number {
  return block.entries.findLast((entry) => entry.key === key)?.keyOffset ?? block.offset
}
