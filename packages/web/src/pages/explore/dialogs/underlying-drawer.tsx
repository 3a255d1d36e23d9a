import type { MetricQuery } from '@atrium/semantic'
import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { runUnderlyingData } from '../../../api/results.ts'
import { queryKeyOf } from '../../../explore/runnable-query.ts'
import { QueryRows } from './query-rows.tsx'

type Props = { projectUuid: string; query: MetricQuery; title: string; onClose: () => void }

/** The rows behind a number. */
export function UnderlyingDrawer({ projectUuid, query, title, onClose }: Props) {
  const { t } = useTranslation()
  const result = useQuery({
    queryKey: ['underlying', projectUuid, queryKeyOf(query)],
    queryFn: ({ signal }) => runUnderlyingData(projectUuid, query, { signal }),
    staleTime: Infinity,
    retry: false,
  })
  const label = t('underlying.title', { value: title })
  return (
    <Drawer opened onClose={onClose} position="bottom" size="70%" title={label}>
      <QueryRows
        {...{ projectUuid, query, result, label, onClose }}
        fieldIds={query.dimensions}
        explore={t('underlying.explore')}
        height="calc(70dvh - 130px)"
      />
    </Drawer>
  )
}
