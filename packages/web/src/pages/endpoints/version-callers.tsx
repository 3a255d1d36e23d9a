import { Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { endpointCallersQuery } from '../../api/endpoints.ts'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { CallersTable } from './callers-table.tsx'

/** Who called one version in the last 30 days. */
export function VersionCallers({ projectUuid, name, version }: { projectUuid: string; name: string; version: number }) {
  const { t } = useTranslation()
  const callers = useQuery(endpointCallersQuery(projectUuid, name, version))
  return (
    <QueryBoundary query={callers} failed={t('endpoints.callersFailed')} skeleton={<Skeleton height={60} />}>
      {(found) =>
        found.callers.length === 0 ? (
          <Text size="sm">{t('endpointLife.noCallers', { number: version })}</Text>
        ) : (
          <div>
            <Text size="sm" fw={550} mb="xs">
              {t('endpointLife.callers', { number: version })}
            </Text>
            <CallersTable callers={found.callers} />
          </div>
        )
      }
    </QueryBoundary>
  )
}
