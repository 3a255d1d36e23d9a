import { cellLabels, notebookChanges, tellChange, type NotebookCell, type NotebookDocument } from '@atrium/documents'
import { Text } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Difference } from '../../components/difference/difference.tsx'
import { SideBySide } from '../../components/difference/side-by-side.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { AppSketch } from './app/app-sketch.tsx'
import { CellViews, type CellMark } from './cells/cell-views.tsx'
import { NotebookProblems } from './notebook-problems.tsx'

type Props = { projectUuid: string; before: NotebookDocument; after: NotebookDocument }

/** Two states of a notebook: what changed in words, their cells and apps, and their code line by line; and what is wrong with the second. */
export function NotebookDifference({ before, after }: Props) {
  const { locale } = useLanguage()
  const changes = useMemo(() => changesInWords(before, after, locale), [before, after, locale])
  return (
    <>
      <NotebookProblems document={after} />
      <Difference
        before={before}
        after={after}
        changes={changes}
        look={<SideBySide before={<Look document={before} other={after} marks="removed" />} after={<Look document={after} other={before} marks="added" />} />}
      />
    </>
  )
}

function Look({ document, other, marks }: { document: NotebookDocument; other: NotebookDocument; marks: 'added' | 'removed' }) {
  const { t } = useTranslation()
  const theirs = useMemo(() => new Set(other.cells.map(({ id }) => id)), [other])
  const isChanged = useMemo(() => changedCells(document, other), [document, other])
  const markOf = ({ id }: NotebookCell): CellMark | null => (!theirs.has(id) ? marks : isChanged.has(id) ? 'changed' : null)
  const hasApp = document.app.elements.length + other.app.elements.length > 0
  return (
    <>
      <CellViews document={document} markOf={markOf} />
      {hasApp && (
        <>
          <Text size="sm" fw={600} mt="md">
            {t('apps.one')}
          </Text>
          <AppSketch document={document} other={other} marks={marks} />
        </>
      )}
    </>
  )
}

/** Ids of cells that both states have, and that are others in them. Where a cell stands does not count. */
const changedCells = (one: NotebookDocument, other: NotebookDocument): ReadonlySet<string> =>
  new Set(notebookChanges(other, one).flatMap((change) => (changesCell.has(change.what) && 'cell' in change ? [change.cell.id] : [])))

const changesCell: ReadonlySet<string> = new Set(['name_changed', 'title_changed', 'text_changed', 'cell_changed'])

/** What changed from one state of a notebook to another, one sentence each. */
function changesInWords(before: NotebookDocument, after: NotebookDocument, locale: string): string[] {
  const [labelsBefore, labels] = [cellLabels(before, locale), cellLabels(after, locale)]
  return notebookChanges(before, after).map((change) => tellChange(change, change.what === 'cell_removed' ? labelsBefore : labels, locale))
}
