import { cellLabels, mergeNotebooks, notebookChanges, tellChange, type NotebookDocument } from '@atrium/documents'
import { toastDone } from '../../../components/toast.ts'
import { i18next } from '../../../i18n/i18n.ts'

/**
 * What two people made of one notebook, told to whoever is here; null where both changed the same to something else: then the person
 * decides.
 */
export function mergedNotebook(base: NotebookDocument, mine: NotebookDocument, theirs: NotebookDocument): NotebookDocument | null {
  const { document, conflicts } = mergeNotebooks(base, mine, theirs)
  if (conflicts.length > 0) return null
  const { language } = i18next
  const [labelsBefore, labels] = [cellLabels(base, language), cellLabels(theirs, language)]
  const [first, ...others] = notebookChanges(base, theirs).map((change) => tellChange(change, change.what === 'cell_removed' ? labelsBefore : labels, language))
  if (first !== undefined)
    toastDone(
      others.length === 0 ? i18next.t('notebookEditor.theyChanged', { first }) : i18next.t('notebookEditor.theyChangedMore', { first, count: others.length }),
    )
  return document
}
