import * as fc from 'fast-check'
import type { NotebookCell, NotebookDocument } from '../notebook-document.ts'
import { emptyNotebook } from '../notebook-document.ts'

export const notebookOf = (...cells: NotebookCell[]): NotebookDocument => ({ ...emptyNotebook(), cells })

export const sqlCellOf = (id: string, sql: string, more: Partial<Extract<NotebookCell, { kind: 'sql' }>> = {}): Extract<NotebookCell, { kind: 'sql' }> => ({
  kind: 'sql',
  id,
  name: id,
  sql,
  on: 'results',
  ...more,
})

/** Notebooks whose cells read each other at random, circles among them unless `isAcyclic`; `links[i]` are the places that cell i reads. */
export const linkedNotebooks = ({ isAcyclic }: { isAcyclic: boolean }): fc.Arbitrary<{ document: NotebookDocument; links: number[][] }> =>
  fc
    .integer({ min: 1, max: 25 })
    .chain((count) =>
      fc.tuple(
        fc.array(fc.array(fc.nat({ max: count - 1 }), { maxLength: 4 }), { minLength: count, maxLength: count }),
        fc.array(fc.nat({ max: 3 }), { minLength: count, maxLength: count }),
        fc.shuffledSubarray(
          Array.from({ length: count }, (_, place) => place),
          { minLength: count },
        ),
      ),
    )
    .map(([wished, kinds, order]) => {
      const links = wished.map((targets, place) => [...new Set(targets.filter((target) => (isAcyclic ? target < place : target !== place)))])
      const cells = links.map((targets, place) => cellReading(place, targets, kinds[place] ?? 0))
      // The order of the page says nothing of who reads whom.
      return { document: notebookOf(...order.map((place) => cells[place] ?? sqlCellOf('x', ''))), links }
    })

function cellReading(place: number, targets: readonly number[], kind: number): NotebookCell {
  const id = `c${place}`
  const names = targets.map((target) => `c${target}`)
  if (kind === 0) return { kind: 'code', id, language: 'python', code: `${id} = make(${names.join(', ')})` }
  if (kind === 1) return { kind: 'code', id, language: 'typescript', code: `const ${id} = [${names.join(', ')}]` }
  return sqlCellOf(id, `select * from (values (1)) t${names.map((name) => `, ${name}`).join('')}`)
}
