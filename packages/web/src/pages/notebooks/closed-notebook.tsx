import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { App } from '../../api/apps.ts'
import { ClosedPage } from '../../components/closed-page.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { paths } from '../../shell/paths.ts'

/** A notebook for those who may not change it: who may, and the app of it, which is theirs to use. */
export function ClosedNotebook({ projectUuid, app }: { projectUuid: string; app: App }) {
  const { t } = useTranslation()
  return (
    <ClosedPage
      title={app.name}
      text={t('notebooks.needsEditor', { space: app.space.name })}
      instead={
        app.published !== null && (
          <Button variant="light" component={LinkTo} href={paths.app(projectUuid, app.uuid)}>
            {t('apps.open')}
          </Button>
        )
      }
    />
  )
}
