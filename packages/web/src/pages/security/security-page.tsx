import { SimpleGrid, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ownSecurityQuery } from '../../api/security.ts'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { useCrumbs } from '../../shell/crumbs.ts'
import { PasskeysCard } from './passkeys-card.tsx'
import { PasswordCard } from './password-card.tsx'
import { SecondFactorCard } from './second-factor-card.tsx'

/** What opens the reader's account, and what guards it. */
export function SecurityPage() {
  const { t } = useTranslation()
  const security = useQuery(ownSecurityQuery)
  useCrumbs([{ label: t('signInSecurity.title') }])
  return (
    <Page title={t('signInSecurity.title')} description={t('signInSecurity.description')}>
      <QueryBoundary query={security} failed={t('secondFactor.failed')} skeleton={<Skeleton height={320} />}>
        {(known) => (
          <Stack>
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              <PasswordCard />
              <SecondFactorCard security={known} />
            </SimpleGrid>
            <PasskeysCard passkeys={known.passkeys} />
          </Stack>
        )}
      </QueryBoundary>
    </Page>
  )
}
