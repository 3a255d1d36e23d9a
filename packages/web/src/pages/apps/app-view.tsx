import { kindLabel, readUrlInputs, type AppElement, type ViewerCell } from '@atrium/documents'
import { Alert, Button, Group } from '@mantine/core'
import { useLocation } from '@tanstack/react-router'
import { useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Opening } from '../../api/app-sessions.ts'
import type { PublishedApp } from '../../api/apps.ts'
import { useAppSession, useSessionPart } from '../../app-session/use-app-session.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { useGo } from '../../components/use-go.ts'
import { useLanguage } from '../../i18n/language.ts'
import { AppLayout } from '../notebooks/app/app-layout.tsx'
import { AppCell } from './app-cell.tsx'
import { AppHeader } from './app-header.tsx'
import { useCleanAddress } from './use-clean-address.ts'
import classes from './apps.module.css'

/** An app that somebody uses: its inputs and what comes of them, in a session of their own. */
export function AppView({ projectUuid, published }: { projectUuid: string; published: PublishedApp }) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const go = useGo()
  const frame = useRef<HTMLDivElement>(null)
  const { pathname, searchStr } = useLocation()
  const [opening] = useState(() => openingOf(searchStr))
  const { store, error, renew } = useAppSession(published.app.uuid, opening)
  useCleanAddress(store !== null)
  const ended = useSessionPart(store, (state) => state.ended, null)
  const byId = useMemo(() => new Map(published.cells.map((cell) => [cell.id, cell])), [published.cells])
  const showTab = (tab: string): void => {
    const search = new URLSearchParams(searchStr)
    search.set('tab', tab)
    go(`${pathname}?${search.toString()}`, { replace: true })
  }
  const render = (element: AppElement): ReactNode => {
    const cell = byId.get(element.cellId)
    if (cell === undefined) return null
    return <AppCell element={element} cell={cell} label={labelOf(cell, locale)} store={store} rerunsOnInput={published.settings.rerunsOnInput} />
  }
  return (
    <div ref={frame} className={classes['app']}>
      <AppHeader projectUuid={projectUuid} published={published} store={store} frame={frame} />
      {error !== null && <ErrorPanel title={t('apps.sessionFailed')} error={error} />}
      {ended !== null && (
        <Alert color="orange" variant="light" mx={{ base: 10, sm: 16 }} my="xs">
          <Group justify="space-between" gap="xs">
            {t('apps.ended')}
            <Button size="xs" variant="default" onClick={() => void renew()}>
              {t('apps.beginAgain')}
            </Button>
          </Group>
        </Alert>
      )}
      <AppLayout
        app={published}
        tab={new URLSearchParams(searchStr).get('tab')}
        onTab={showTab}
        isFree={({ cellId }) => freeKinds.has(byId.get(cellId)?.kind ?? '')}
        render={render}
      />
    </div>
  )
}

/** Kinds that are as high as they are long where nothing stands beside them. */
const freeKinds: ReadonlySet<string> = new Set(['text', 'section', 'input'])

const labelOf = ({ title, kind }: ViewerCell, locale: string): string => title ?? kindLabel(kind, locale)

/** With what the address gives inputs; without that one's own session is gone on with, as after a reload. */
function openingOf(search: string): Opening {
  const url = readUrlInputs(search)
  return Object.keys(url).length === 0 ? { of: 'published', resume: true } : { of: 'published', url }
}
