import { Anchor, Group, Text, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Ago } from '../../../components/ago.tsx'
import { useExplore } from '../explore-context.ts'

const duration = (milliseconds: number): string => (milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`)

/** Row count, limit, age and duration: nothing about the numbers stays unsaid. */
export function ResultsNote() {
  const { t } = useTranslation()
  const { results, state, edit, maxRows } = useExplore()
  const { data, isOutdated } = results
  if (data === undefined) return null
  if (isOutdated) {
    return (
      <Text size="xs" c="dimmed" role="status">
        {t('results.outdated')}
      </Text>
    )
  }
  const limit = data.metricQuery.limit
  const atLimit = data.truncated === true
  const { receipt } = data
  const policies = receipt?.policiesApplied ?? []
  return (
    <Group gap={6} role="status" fz="xs" c="dimmed" wrap="wrap" justify="flex-end">
      <Text span fz="xs" className="numbers">
        {t('results.rows', { count: data.rows.length })}
      </Text>
      {atLimit && (
        <Text span fz="xs">
          · {t('results.limitReached')}
          {limit < maxRows && (
            <>
              {' – '}
              <Anchor
                component="button"
                type="button"
                fz="xs"
                onClick={() => edit({ type: 'set-limit', limit: Math.min(maxRows, Math.max(state.metricQuery.limit * 10, 500)) })}
              >
                {t('results.raiseLimit')}
              </Anchor>
            </>
          )}
        </Text>
      )}
      {policies.length > 0 && (
        <Tooltip label={policies.join(', ')}>
          <Text span fz="xs">
            · {t('results.policies', { count: policies.length })}
          </Text>
        </Tooltip>
      )}
      {receipt !== undefined && (
        <Text span fz="xs" visibleFrom="sm">
          · {t('results.asOf')} <Ago at={receipt.dataAsOf} /> · {data.cacheMetadata.cacheHit ? t('results.cached') : duration(receipt.durationMs)}
        </Text>
      )}
    </Group>
  )
}
