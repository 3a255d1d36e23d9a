import { Alert, Button, Group, Text, Title } from '@mantine/core'
import { IconPlayerPlay, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { appDocument } from '../api/app-sessions.ts'
import { useDataAsOf } from '../app-session/use-data-as-of.ts'
import { useSessionPart } from '../app-session/use-app-session.ts'
import { Ago } from '../components/ago.tsx'
import { toastFailed } from '../components/toast.ts'
import { useDownload } from '../components/use-download.ts'
import { PageTitle } from '../components/page-title.tsx'
import { AppContent } from '../pages/apps/app-content.tsx'
import { useLanguage } from '../i18n/language.ts'
import { ExportsGiven } from '../pages/notebooks/outputs/exports-given.ts'
import type { EmbeddedApp } from './open-link.ts'
import classes from './embed.module.css'

/** An app without the frame around pages, as the page that shows it wants it to look. */
export function EmbedView({ app, store, options, exports }: EmbeddedApp) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const { isLoading, download } = useDownload(t('apps.takeFailed'))
  const [tab, setTab] = useState<string | null>(null)
  const ended = useSessionPart(store, (state) => state.ended, null)
  const running = useSessionPart(store, (state) => state.running.size, 0)
  const due = useSessionPart(store, ({ stale }) => app.cells.some(({ id }) => stale.has(id)), false)
  const asOf = useDataAsOf(store, app.cells)
  const mayRefresh = options.showEmbeddedRunButton === true
  const isRefresh = mayRefresh && !due
  // Inputs stay as they are, whichever it is.
  const run = (): void =>
    void store.run({ how: due ? 'stale' : 'all' }, isRefresh ? { usesCachedSql: false } : {}).catch((error: unknown) => toastFailed(t('apps.runFailed'), error))
  return (
    <ExportsGiven value={{ csv: exports.includes('csv'), pdf: exports.includes('pdf') }}>
      <PageTitle title={app.title} />
      <main
        className={classes['app']}
        data-outline={options.noEmbedOutline !== true || undefined}
        data-padded={options.noEmbedBasePadding !== true || undefined}
        data-header={options.noEmbedHeaderPadding !== true || undefined}
      >
        <Title order={1} className={classes['title'] ?? ''}>
          {app.title}
        </Title>
        <Group justify="flex-end" gap="xs" px="xs" className={classes['actions'] ?? ''}>
          <Text size="xs" c="dimmed" role="status" className="numbers">
            {running > 0 && t('apps.computing', { count: running })}
            {running === 0 && asOf !== null && (
              <>
                {t('dashboard.asOf')} <Ago at={asOf} />
              </>
            )}
          </Text>
          {(mayRefresh || !app.settings.rerunsOnInput) && (
            <Button
              size="compact-xs"
              variant={due ? 'filled' : 'default'}
              leftSection={isRefresh ? <IconRefresh size={12} /> : <IconPlayerPlay size={12} />}
              disabled={running > 0 || ended !== null}
              onClick={run}
            >
              {t(isRefresh ? 'embed.refresh' : 'apps.run')}
            </Button>
          )}
          {exports.includes('pdf') && (
            <Button
              size="compact-xs"
              variant="default"
              loading={isLoading}
              onClick={() => download(appDocument(store.state().uuid, locale), `${app.title}.pdf`)}
            >
              {t('embed.pdf')}
            </Button>
          )}
        </Group>
        {ended !== null && (
          <Alert color="orange" variant="light" role="status" m="xs">
            {t('embed.over')}
          </Alert>
        )}
        <AppContent app={app} store={store} tab={tab} onTab={setTab} />
        {options.noEmbedFooter !== true && (
          <Text component="footer" size="xs" c="dimmed" ta="right" px="xs" py={4}>
            Atrium
          </Text>
        )}
      </main>
    </ExportsGiven>
  )
}
