import { sqlChartDrawing, type SqlAnswer, type SqlChartConfig } from '@atrium/documents'
import { useMemo } from 'react'
import { ChartView } from './chart-view.tsx'

type Props = { config: SqlChartConfig; answer: SqlAnswer; height: number | string; asTable?: boolean }

/** Rows of SQL, drawn. */
export function SqlChartView({ config, answer, height, asTable = false }: Props) {
  const { document, result } = useMemo(() => sqlChartDrawing(config, answer, asTable ? { asTable } : {}), [config, answer, asTable])
  return <ChartView document={document} result={result} height={height} asTable={asTable} />
}
