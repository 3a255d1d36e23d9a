import { useMemo, type ReactNode } from 'react'
import type { PublishedApp } from '../../api/apps.ts'
import { useShownComments } from '../../comments/use-shown-comments.ts'
import { WithComments } from '../../comments/with-comments.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { appCellLabel } from './app-cell-label.ts'

/** An app with what is said about the cells that it shows, and nothing of the others, whoever looks. */
export function WithAppComments({ published: { app, cells }, children }: { published: PublishedApp; children: ReactNode }) {
  const { locale } = useLanguage()
  const [shown, show] = useShownComments()
  const on = useMemo(() => ({ kind: 'apps', uuid: app.uuid }) as const, [app.uuid])
  const parts = useMemo(() => cells.map((cell) => ({ id: cell.id, name: appCellLabel(cell, locale) })), [cells, locale])
  return (
    <WithComments on={on} parts={parts} abilities={app.abilities} shown={shown} onShow={show}>
      {children}
    </WithComments>
  )
}
