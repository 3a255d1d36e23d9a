import { emptyExploreState } from '../../explore/explore-state.ts'
import { writeExploreUrl } from '../../explore/url-state.ts'
import type { CreatedModel } from '../../api/uploads.ts'
import { paths } from '../../shell/paths.ts'

/** Address of the new explore with its first chart. */
export function firstChartUrl(projectUuid: string, { exploreName, chart }: CreatedModel): string {
  const empty = emptyExploreState(exploreName)
  const dimensions = chart.dimension === null ? [] : [chart.dimension]
  const metrics = chart.metric === null ? [] : [chart.metric]
  const sorts = dimensions.map((fieldId) => ({ fieldId, descending: false }))
  return paths.explore(projectUuid, exploreName, writeExploreUrl({ ...empty, metricQuery: { ...empty.metricQuery, dimensions, metrics, sorts } }))
}
