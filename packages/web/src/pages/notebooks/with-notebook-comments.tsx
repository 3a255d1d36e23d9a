import { cellLabels, type NotebookDocument } from '@atrium/documents'
import { useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { App } from '../../api/apps.ts'
import { useShownComments } from '../../comments/use-shown-comments.ts'
import { WithComments } from '../../comments/with-comments.tsx'
import { useLanguage } from '../../i18n/language.ts'

/** A notebook with what is said about its cells, also about those that were deleted. */
export function WithNotebookComments({ app, document, children }: { app: App; document: NotebookDocument; children: ReactNode }) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const [shown, show] = useShownComments()
  const on = useMemo(() => ({ kind: 'apps', uuid: app.uuid }) as const, [app.uuid])
  const parts = useMemo(() => {
    const labels = cellLabels(document, locale)
    return document.cells.map(({ id }) => ({ id, name: labels.get(id) ?? id }))
  }, [document, locale])
  return (
    <WithComments on={on} parts={parts} goneName={t('comments.goneCell')} abilities={app.abilities} shown={shown} onShow={show}>
      {children}
    </WithComments>
  )
}
