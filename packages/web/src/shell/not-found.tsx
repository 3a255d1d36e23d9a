import { Button } from '@mantine/core'
import { IconMapOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../components/empty-state.tsx'
import { LinkTo } from '../components/link-to.tsx'
import { Page } from '../components/page.tsx'

/** No page has this address. */
export function NotFound() {
  const { t } = useTranslation()
  return (
    <Page title={t('error.notFoundTitle')}>
      <EmptyState
        icon={IconMapOff}
        text={t('error.notFound')}
        action={
          <Button component={LinkTo} href="/" variant="light">
            {t('error.home')}
          </Button>
        }
      />
    </Page>
  )
}
