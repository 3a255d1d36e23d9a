/** One heading over as many columns as it says. */
export type PivotHeading = { text: string; span: number }

/** What stands over one column, from the top line down. `key` tells values apart that read the same. */
export type HeadingPath = readonly { key: string; text: string }[]

/**
 * Headings of one line: neighbours under the same headings become one wide heading. Equal texts below different headings
 * stay apart, so that every line is cut where the lines above it are.
 */
export function headingsOf(paths: readonly HeadingPath[], line: number): PivotHeading[] {
  const headings: (PivotHeading & { key: string })[] = []
  for (const path of paths) {
    const key = JSON.stringify(path.slice(0, line + 1).map((part) => part.key))
    const last = headings.at(-1)
    if (last?.key === key) last.span += 1
    else headings.push({ key, text: path[line]?.text ?? '', span: 1 })
  }
  return headings.map(({ text, span }) => ({ text, span }))
}
