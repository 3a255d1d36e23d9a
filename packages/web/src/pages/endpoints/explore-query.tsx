import { Alert, Button, Group } from '@mantine/core'
import { IconTelescope } from '@tabler/icons-react'
import type { MetricQuery } from '@atrium/semantic'
import { useTranslation } from 'react-i18next'
import type { EndpointDraft } from '../../api/endpoint-drafts.ts'
import type { Endpoint, EndpointQuery } from '../../api/endpoints.ts'
import { Code } from '../../components/code.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { emptyExploreState } from '../../explore/explore-state.ts'
import { closedQuery } from '../../explore/open-filters.ts'
import { writeExploreUrl } from '../../explore/url-state.ts'
import { paths } from '../../shell/paths.ts'
import { DraftFrame } from './draft-frame.tsx'

type Props = { projectUuid: string; endpoint: Endpoint; draft: EndpointDraft | null }

/** The question of an endpoint to an explore, which is changed where such questions are asked. */
export function ExploreQuery({ projectUuid, endpoint, draft }: Props) {
  const { t } = useTranslation()
  const query = draft?.query ?? endpoint.versions[0]?.query
  if (query === undefined) return null
  return (
    <DraftFrame {...{ projectUuid, endpoint, draft }} isChanged={false}>
      <Alert color="gray">
        <Group justify="space-between" gap="xs">
          {t('endpoints.asksExplore', { explore: query.exploreName ?? '' })}
          <Button
            component={LinkTo}
            href={exploreAddress(projectUuid, endpoint.name, query)}
            size="compact-sm"
            leftSection={<IconTelescope size={15} aria-hidden />}
          >
            {t('endpoints.changeInExplore')}
          </Button>
        </Group>
      </Alert>
      <Code label={t('endpoints.query')} value={query.text} minHeight={160} lineNumbers language="yaml" />
    </DraftFrame>
  )
}

/** Where the question is open in its explore, to be kept for the endpoint. */
function exploreAddress(projectUuid: string, name: string, { text, exploreName, variables }: EndpointQuery): string {
  const { query } = closedQuery(JSON.parse(text) as MetricQuery, variables)
  const state = { ...emptyExploreState(exploreName ?? query.exploreName), metricQuery: query }
  return paths.explore(projectUuid, exploreName ?? query.exploreName, writeExploreUrl(state, name))
}
