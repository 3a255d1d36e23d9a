import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** Rules of WCAG 2.2 up to AA. */
export const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

export type Rules = { type: 'tag' | 'rule'; values: readonly string[] }

/** Everything on the page that breaks these rules of WCAG 2.2 AA, with the place and what to do. */
export async function violations(page: Page, where: string, runOnly: Rules): Promise<string[]> {
  // Reading it anew for every look takes longer than the look.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source)
  const found = await page.evaluate<{ id: string; nodes: { target: string[]; failureSummary: string }[] }[]>(
    `axe.run(document, { runOnly: ${JSON.stringify(runOnly)} }).then(({ violations }) => violations)`,
  )
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${where}: ${id} at ${target.join(' ')}\n  ${failureSummary}`))
}
