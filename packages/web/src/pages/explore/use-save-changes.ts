import type { ItemsMap, MetricQuery } from '@atrium/semantic'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { saveChartVersion, type SavedChart } from '../../api/saved-charts.ts'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { useGo } from '../../components/use-go.ts'
import { documentOf } from '../../explore/explore-document.ts'
import { hasFields, type ExploreState } from '../../explore/explore-state.ts'
import { sameText } from '../../explore/runnable-query.ts'
import { paths } from '../../shell/paths.ts'

type Input = { projectUuid: string; chart: SavedChart | null; initial: ExploreState; state: ExploreState; query: MetricQuery; items: ItemsMap }

/** Whether the explore differs from what is saved, and a way to save it as the chart's next version. */
export function useSaveChanges({ projectUuid, chart, initial, state, query, items }: Input): {
  hasChanges: boolean
  save: () => Promise<void>
  saving: boolean
} {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const [saving, setSaving] = useState(false)
  const hasChanges = useMemo(() => (chart === null ? hasFields(state) : !sameText(state, initial)), [chart, state, initial])
  const save = async (): Promise<void> => {
    if (chart === null || saving) return
    setSaving(true)
    try {
      await saveChartVersion(chart.uuid, documentOf({ ...state, metricQuery: query }, items))
      await queryClient.invalidateQueries({ queryKey: ['chart', chart.uuid] })
      toastDone(t('save.versionDone', { name: chart.name }))
      go(paths.chart(projectUuid, chart.uuid))
    } catch (error) {
      toastFailed(t('save.failed'), error)
    } finally {
      setSaving(false)
    }
  }
  return { hasChanges, save, saving }
}
