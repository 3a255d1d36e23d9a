import { Alert, Anchor, List, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ModelImpact, UsedContent } from '../../api/model-files.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { paths } from '../../shell/paths.ts'

type Props = { projectUuid: string; impact: ModelImpact }

/** Names that are listed of one kind; the rest are counted. */
const most = 8

/** Explores, charts and dashboards that a change takes along, and what breaks elsewhere. Nothing when there is nothing. */
export function ImpactList({ projectUuid, impact }: Props) {
  const { t } = useTranslation()
  const { lost, problems } = impact
  if (lost.length === 0 && problems.length === 0) return null
  return (
    <Alert color="orange" variant="light" role="group" title={t('impact.title')}>
      <Stack gap={6}>
        <Names label={t('impact.explores', { count: lost.length })} names={lost.map(({ name, label }) => ({ key: name, name: label }))} />
        <UsedBy projectUuid={projectUuid} used={impact} />
        {problems.length > 0 && (
          <List size="sm" listStyleType="none">
            {problems.slice(0, most).map(({ file, line, message }) => (
              <List.Item key={`${file}:${line}:${message}`}>
                {file}:{line} {message}
              </List.Item>
            ))}
          </List>
        )}
      </Stack>
    </Alert>
  )
}

/** Charts, dashboards and endpoints by name, how many more there are, and how many people looked at them lately. */
export function UsedBy({ projectUuid, used: { charts, dashboards, endpoints, hidden, viewers } }: { projectUuid: string; used: UsedContent }) {
  const { t } = useTranslation()
  return (
    <>
      <Names
        label={t('impact.charts', { count: charts.length })}
        names={charts.map(({ uuid, name }) => ({ key: uuid, name, href: paths.chart(projectUuid, uuid) }))}
      />
      <Names
        label={t('impact.dashboards', { count: dashboards.length })}
        names={dashboards.map(({ uuid, name }) => ({ key: uuid, name, href: paths.dashboard(projectUuid, uuid) }))}
      />
      <Names
        label={t('impact.endpoints', { count: endpoints.length })}
        names={endpoints.map(({ uuid, name }) => ({ key: uuid, name, href: paths.endpoint(projectUuid, name) }))}
      />
      {hidden > 0 && <Text size="sm">{t('impact.hidden', { count: hidden })}</Text>}
      {viewers > 0 && <Text size="sm">{t('contentImpact.people', { count: viewers })}</Text>}
    </>
  )
}

function Names({ label, names }: { label: string; names: readonly { key: string; name: string; href?: string }[] }) {
  const { t } = useTranslation()
  if (names.length === 0) return null
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      {label}{' '}
      {names.slice(0, most).map(({ key, name, href }, index) => (
        <span key={key}>
          {index > 0 && ', '}
          {href === undefined ? (
            <b>{name}</b>
          ) : (
            <Anchor component={LinkTo} href={href} target="_blank" size="sm" c="inherit" underline="always">
              {name}
            </Anchor>
          )}
        </span>
      ))}
      {names.length > most && ` ${t('impact.more', { count: names.length - most })}`}
    </Text>
  )
}
