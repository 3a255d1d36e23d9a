import { Alert, Anchor, Loader, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { contentImpactQuery, type ContentImpact, type ImpactKind } from '../../api/content-care.ts'
import { paths } from '../../shell/paths.ts'
import { ErrorPanel } from '../error-panel.tsx'
import { LinkTo } from '../link-to.tsx'

type Props = { projectUuid: string; kind: ImpactKind; uuid: string }

/** Dashboards that are named; the rest are counted. */
const most = 8

/** Who looked at a thing lately and which dashboards show it: for dialogs that ask before it goes. */
export function ImpactNote({ projectUuid, kind, uuid }: Props) {
  const { t } = useTranslation()
  const impact = useQuery(contentImpactQuery(kind, uuid))
  if (impact.isError) return <ErrorPanel title={t('contentImpact.failed')} error={impact.error} />
  if (impact.data === undefined) return <Loader size="sm" aria-label={t('contentImpact.looking')} />
  return <Impact projectUuid={projectUuid} kind={kind} impact={impact.data} />
}

function Impact({ projectUuid, kind, impact }: { projectUuid: string; kind: ImpactKind; impact: ContentImpact }) {
  const { t } = useTranslation()
  const { days, viewerCount, viewers, dashboards, hiddenDashboards } = impact
  const isMissed = viewerCount + dashboards.length + hiddenDashboards > 0
  return (
    <Alert color={isMissed ? 'orange' : 'gray'} variant="light" role="group" title={t('contentImpact.title')}>
      <Stack gap={6}>
        <Text size="sm">
          {viewerCount === 0 ? (
            t('contentImpact.nobody', { days })
          ) : (
            <>
              {t('contentImpact.viewers', { count: viewerCount, days })}{' '}
              <b>{viewers.map(({ firstName, lastName }) => `${firstName} ${lastName}`.trim()).join(', ')}</b>
              {viewerCount > viewers.length && ` ${t('contentImpact.more', { count: viewerCount - viewers.length })}`}
            </>
          )}
        </Text>
        {dashboards.length > 0 && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {t(kind === 'spaces' ? 'contentImpact.dashboardsOfSpace' : 'contentImpact.dashboards', { count: dashboards.length })}{' '}
            {dashboards.slice(0, most).map(({ uuid, name }, index) => (
              <span key={uuid}>
                {index > 0 && ', '}
                <Anchor component={LinkTo} href={paths.dashboard(projectUuid, uuid)} target="_blank" size="sm" c="inherit" underline="always">
                  {name}
                </Anchor>
              </span>
            ))}
            {dashboards.length > most && ` ${t('contentImpact.more', { count: dashboards.length - most })}`}
          </Text>
        )}
        {hiddenDashboards > 0 && <Text size="sm">{t('contentImpact.hidden', { count: hiddenDashboards })}</Text>}
      </Stack>
    </Alert>
  )
}
