import { cellLabels, diffDocuments, elementsOfTab, orderedAppTabs, type AppElement, type NotebookDocument } from '@atrium/documents'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PlanSketch, standsElsewhere, type PlanMark } from '../../../components/grid/plan-sketch.tsx'
import { useLanguage } from '../../../i18n/language.ts'

type Props = { document: NotebookDocument; other: NotebookDocument; /** What it is called that something is here alone. */ marks: 'added' | 'removed' }

/** The app of a notebook as a small plan, with what is different in another state of it: its places, and the cells that it shows. */
export function AppSketch({ document, other, marks }: Props) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  if (document.app.elements.length === 0) return <Text size="sm">{t('apps.empty')}</Text>
  const labels = cellLabels(document, locale)
  const cellOf = (from: NotebookDocument, id: string) => from.cells.filter((cell) => cell.id === id)
  const markOf = (element: AppElement): PlanMark | null => {
    const twin = other.app.elements.find(({ uuid }) => uuid === element.uuid)
    if (twin === undefined) return marks
    const said = ({ cellId, hideTitle, showsSource }: AppElement, from: NotebookDocument): object => ({ hideTitle, showsSource, cell: cellOf(from, cellId) })
    if (diffDocuments(said(twin, other), said(element, document)).length > 0) return 'changed'
    return standsElsewhere(element, twin) ? 'moved' : null
  }
  return (
    <PlanSketch
      tabs={orderedAppTabs(document.app)}
      tilesOf={(tab) => elementsOfTab(document.app, tab)}
      nameOf={({ cellId }) => labels.get(cellId) ?? t('apps.cellGone')}
      markOf={markOf}
    />
  )
}
