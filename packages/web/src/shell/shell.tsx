import { AppShell, Box } from '@mantine/core'
import { useLocalStorage, useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcut } from '../components/use-shortcut.ts'
import { userQuery } from '../api/session.ts'
import { BottomBar } from './bottom-bar.tsx'
import { giveFocusBack } from './give-focus-back.ts'
import { NavRail } from './nav-rail.tsx'
import classes from './shell.module.css'
import { togglePalette } from './palette-store.ts'
import { PreviewStrip, previewStripHeight, useShownPreview } from './preview-strip.tsx'
import { ProofGate } from './proof-gate.tsx'
import { ServerAway } from './server-away.tsx'
import { ShortcutsHelp } from './shortcuts-help.tsx'
import { SignInGate } from './sign-in-gate.tsx'
import { TopBar } from './top-bar.tsx'
import { useGoKeys } from './use-go-keys.ts'
import { useShownProject } from './use-shown-project.ts'
import { useWrittenLanguage } from './use-written-language.ts'
import { isViewedAs, ViewAsBanner, viewAsBannerHeight } from './view-as-banner.tsx'

/** Height of the top bar in pixels. */
const barHeight = 48

const Palette = lazy(() => import('./palette.tsx').then((module) => ({ default: module.Palette })))

/** The frame around every page: rail, top bar, palette, and the page in between. */
export function Shell() {
  const { t } = useTranslation()
  const projectUuid = useShownProject()
  const [narrow, setNarrow] = useLocalStorage({ key: 'atrium-rail-narrow', defaultValue: false, getInitialValueInEffect: false })
  // Below the width from which the rail is there.
  const isPhone = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false })
  const user = useQuery(userQuery).data
  const preview = useShownPreview(projectUuid)
  useWrittenLanguage(user)
  useGoKeys(projectUuid)
  useShortcut('mod+k', togglePalette)
  const main = useFocusOnNavigation()
  useEffect(giveFocusBack, [])
  return (
    <>
      <a className="skip-link" href="#main">
        {t('shell.skip')}
      </a>
      <AppShell
        header={{ height: barHeight + (isViewedAs(user) ? viewAsBannerHeight : 0) + (preview === null ? 0 : previewStripHeight) }}
        navbar={{ width: narrow ? 54 : 188, breakpoint: 'sm', collapsed: { mobile: true } }}
        footer={{ height: 56, collapsed: !isPhone || projectUuid === null }}
        transitionDuration={0}
        withBorder={false}
      >
        <AppShell.Header className={classes['header'] ?? ''}>
          {isViewedAs(user) && <ViewAsBanner user={user} />}
          <Box h={barHeight}>
            <TopBar projectUuid={projectUuid} />
          </Box>
          {preview !== null && <PreviewStrip preview={preview} />}
        </AppShell.Header>
        {/* Mantine would move it out of sight, where the keyboard still goes. */}
        {!isPhone && (
          <AppShell.Navbar className={classes['rail'] ?? ''} aria-label={t('shell.navigation')}>
            <NavRail projectUuid={projectUuid} narrow={narrow} onToggle={() => setNarrow(!narrow)} />
          </AppShell.Navbar>
        )}
        <AppShell.Main id="main" tabIndex={-1} ref={main} className={classes['main'] ?? ''}>
          <ServerAway />
          <Outlet />
        </AppShell.Main>
        {isPhone && projectUuid !== null && (
          <AppShell.Footer className={classes['footer'] ?? ''} role="navigation" aria-label={t('shell.navigation')}>
            <BottomBar projectUuid={projectUuid} />
          </AppShell.Footer>
        )}
      </AppShell>
      {projectUuid !== null && (
        <Suspense fallback={null}>
          <Palette projectUuid={projectUuid} />
        </Suspense>
      )}
      <ShortcutsHelp />
      <SignInGate />
      <ProofGate />
    </>
  )
}

/** A new page takes the focus, so that keyboard and screen reader start at its top; a new query string does not. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null)
  // Once it is there: what had the focus on the page before is gone by then.
  const pathname = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname })
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current === pathname) return
    const isFirst = before.current === undefined
    before.current = pathname
    if (isFirst) return
    if (main.current?.contains(document.activeElement) !== true) main.current?.focus({ preventScroll: true })
  }, [pathname])
  return main
}
