import { viewerCellLabels } from '@atrium/documents'
import { useMemo, type ReactNode } from 'react'
import type { PublishedApp } from '../../api/apps.ts'
import { useShownComments } from '../../comments/use-shown-comments.ts'
import { WithComments } from '../../comments/with-comments.tsx'
import { useLanguage } from '../../i18n/language.ts'

/** An app with what is said about the cells that it shows, and nothing of the others, whoever looks. */
export function WithAppComments({ published: { app, cells }, children }: { published: PublishedApp; children: ReactNode }) {
  const { locale } = useLanguage()
  const [shown, show] = useShownComments()
  const on = useMemo(() => ({ kind: 'apps', uuid: app.uuid }) as const, [app.uuid])
  const parts = useMemo(() => [...viewerCellLabels(cells, locale)].map(([id, name]) => ({ id, name })), [cells, locale])
  return (
    <WithComments on={on} parts={parts} abilities={app.abilities} shown={shown} onShow={show}>
      {children}
    </WithComments>
  )
}
