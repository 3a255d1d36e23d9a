import { cellLabels, notebookChanges, tellChange, type NotebookDocument } from '@atrium/documents'
import { Text } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Difference } from '../../components/difference/difference.tsx'
import { SideBySide } from '../../components/difference/side-by-side.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { AppSketch } from './app/app-sketch.tsx'
import { CellViews } from './cells/cell-views.tsx'
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
  const hasApp = document.app.elements.length + other.app.elements.length > 0
  return (
    <>
      <CellViews document={document} />
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

/** What changed from one state of a notebook to another, one sentence each. */
function changesInWords(before: NotebookDocument, after: NotebookDocument, locale: string): string[] {
  const [labelsBefore, labels] = [cellLabels(before, locale), cellLabels(after, locale)]
  return notebookChanges(before, after).map((change) => tellChange(change, change.what === 'cell_removed' ? labelsBefore : labels, locale))
}
