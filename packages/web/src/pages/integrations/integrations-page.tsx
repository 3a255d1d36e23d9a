import { Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { integrationsQuery } from '../../api/integrations.ts'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { useCrumbs } from '../../shell/crumbs.ts'
import { GithubCard } from './github-card.tsx'
import { GoogleCard } from './google-card.tsx'
import { SlackCard } from './slack-card.tsx'

/** Services of others that the organization is connected to: GitHub, Google, Slack. */
export function IntegrationsPage() {
  const { t } = useTranslation()
  const integrations = useQuery(integrationsQuery)
  useCrumbs([{ label: t('integrations.title') }])
  return (
    <Page title={t('integrations.title')} description={t('integrations.description')}>
      <QueryBoundary query={integrations} failed={t('integrations.failed')} skeleton={<Skeleton height={420} />}>
        {(known) => (
          <Stack maw={760}>
            <GithubCard github={known.github} callback={known.githubCallback} />
            <GoogleCard google={known.google} redirect={known.googleRedirect} />
            <SlackCard slack={known.slack} />
          </Stack>
        )}
      </QueryBoundary>
    </Page>
  )
}
