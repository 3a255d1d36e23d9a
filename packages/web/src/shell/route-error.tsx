import { Button } from '@mantine/core'
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ErrorPanel } from '../components/error-panel.tsx'
import { LinkTo } from '../components/link-to.tsx'

/** A page that could not be shown; the frame around it keeps working. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation()
  const router = useRouter()
  const retry = (): void => {
    reset()
    void router.invalidate()
  }
  return (
    <ErrorPanel
      title={t('error.page')}
      error={error}
      onRetry={retry}
      actions={
        <Button size="xs" variant="default" component={LinkTo} href="/">
          {t('error.home')}
        </Button>
      }
    />
  )
}
