import { cellLabels, notebookChanges, tellChange, type NotebookDocument } from '@atrium/documents'
import { useMemo } from 'react'
import { Difference } from '../../components/difference/difference.tsx'
import { SideBySide } from '../../components/difference/side-by-side.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { CellViews } from './cells/cell-views.tsx'
import { NotebookProblems } from './notebook-problems.tsx'

type Props = { projectUuid: string; before: NotebookDocument; after: NotebookDocument }

/** Two states of a notebook: what changed in words, their cells, and their code line by line; and what is wrong with the second. */
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
        look={<SideBySide before={<CellViews document={before} />} after={<CellViews document={after} />} />}
      />
    </>
  )
}

/** What changed from one state of a notebook to another, one sentence each. */
function changesInWords(before: NotebookDocument, after: NotebookDocument, locale: string): string[] {
  const [labelsBefore, labels] = [cellLabels(before, locale), cellLabels(after, locale)]
  return notebookChanges(before, after).map((change) => tellChange(change, change.what === 'cell_removed' ? labelsBefore : labels, locale))
}
